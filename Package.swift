// swift-tools-version: 6.3
import PackageDescription

/// What every target is held to.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// What every target is held to that does not talk to C.
let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

/// Everything at the top level, and every target's folder: a target that embeds top-level files excludes all of it
/// but its own folder, because SwiftPM wants each file under a target's path to be claimed or excluded.
let everything =
    ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "Deploy", "Tests"]
    + [
        "CLinux", "CPostgres", "Decoding", "Dictionaries", "Extraction", "Ingestion", "Platform", "Postgres", "Schema",
        "Storage", "gongbao",
    ]
    .map { "Sources/\($0)" }

let package = Package(
    name: "gongbao",
    products: [
        .executable(name: "gongbao", targets: ["gongbao"]),
        .library(name: "Extraction", targets: ["Extraction"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.7.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        .target(name: "Extraction", swiftSettings: safe),
        .target(
            name: "Dictionaries",
            dependencies: ["Extraction"],
            path: ".",
            exclude: everything.filter { $0 != "Sources/Dictionaries" } + ["Migrations", "Config/gongbao.conf"],
            sources: ["Sources/Dictionaries"],
            resources: [
                .embedInCode("Config/indicators.tsv"), .embedInCode("Config/units.tsv"),
                .embedInCode("Config/cues.tsv"), .embedInCode("Config/places.tsv"),
            ],
            swiftSettings: safe
        ),
        .target(name: "Decoding", swiftSettings: strict),
        .systemLibrary(name: "CLinux"),
        .target(name: "Platform", dependencies: ["CLinux"], swiftSettings: strict),
        .target(
            name: "Ingestion",
            dependencies: [
                "Decoding", "Extraction",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe
        ),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),
        .target(
            name: "Schema",
            dependencies: ["Postgres"],
            path: ".",
            exclude: everything.filter { $0 != "Sources/Schema" } + ["Config"],
            sources: ["Sources/Schema"],
            resources: [.embedInCode("Migrations")],
            swiftSettings: safe
        ),
        .target(
            name: "Storage",
            dependencies: ["Extraction", "Ingestion", "Postgres"],
            swiftSettings: safe
        ),
        .executableTarget(
            name: "gongbao",
            dependencies: [
                "Decoding", "Dictionaries", "Extraction", "Ingestion", "Platform", "Postgres", "Schema", "Storage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe
        ),
        .executableTarget(
            name: "gongbao-bench",
            dependencies: [
                "Decoding", "Dictionaries", "Extraction", "Ingestion", "Platform", "Postgres", "Schema", "Storage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Benchmarks",
            exclude: ["peers.py", "peers-requirements.txt", "growth.py", "queue"],
            swiftSettings: safe
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Dictionaries", "Extraction", "Ingestion", "Platform", "Postgres", "Schema"],
            path: "Tests/TestSupport",
            swiftSettings: safe
        ),
        .testTarget(
            name: "ExtractionTests",
            dependencies: ["Dictionaries", "Extraction"],
            resources: [.copy("Cases")],
            swiftSettings: safe
        ),
        .testTarget(
            name: "DecodingTests",
            dependencies: ["Decoding", "Dictionaries", "Extraction"],
            exclude: ["Pages", "Positions"],
            swiftSettings: safe
        ),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: safe),
        .testTarget(
            name: "SchemaTests",
            dependencies: ["Platform", "Postgres", "Schema", "TestSupport"],
            exclude: ["schema.sql"],
            swiftSettings: safe
        ),
        .testTarget(
            name: "IngestionTests",
            dependencies: [
                "Dictionaries", "Extraction", "Ingestion", "TestSupport",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
            ],
            swiftSettings: safe
        ),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "Dictionaries", "Extraction", "Ingestion", "Platform", "Postgres", "Storage", "TestSupport",
            ],
            swiftSettings: safe
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: ["gongbao", "Extraction", "Platform", "Postgres", "Schema", "Storage", "TestSupport"],
            exclude: ["Documents"],
            swiftSettings: safe
        ),
    ]
)
