import Platform
import TestSupport
import Testing

@testable import gongbao

/// The pause of a worker that comes after failures.
@Suite(.timeLimit(.minutes(2))) struct RestartBackOffTests {
    /// A folder of the unit's, taken away in the end.
    private final class RuntimeDirectory: Sendable {
        let path = "/tmp/gongbao-run-\(UInt64.random(in: 0...UInt64.max))"

        init() async throws { try await Self.run("/bin/mkdir", path) }

        /// What the last worker left behind; nil where there is nothing.
        var record: RestartBackOff.Record? {
            (try? InputFile("\(path)/failures").read()).flatMap { .init(String(decoding: $0, as: UTF8.self)) }
        }

        func leave(_ text: String) throws { try OutputFile("\(path)/failures").replace(with: Array(text.utf8)) }

        func remove() async throws { try await Self.run("/bin/rm", "-r", path) }

        private static func run(_ arguments: String...) async throws {
            let child = try ChildProcess(arguments[0], Array(arguments.dropFirst()), environment: [:], input: [])
            #expect(await child.wait() == .exited(0))
        }
    }

    private func withDirectory(_ body: (RuntimeDirectory) async throws -> Void) async throws {
        let directory = try await RuntimeDirectory()
        try await body(directory)
        try await directory.remove()
    }

    private func backOff(_ path: String?, _ settings: String = "") throws -> RestartBackOff? {
        var configuration = Configuration()
        try configuration.read(settings, path: "f")
        return RestartBackOff(configuration) { $0 == "RUNTIME_DIRECTORY" ? path : nil }
    }

    @Test func withoutARuntimeDirectoryNothingIsCounted() throws {
        #expect(try backOff(nil) == nil)
        #expect(try backOff("") == nil)
    }

    @Test(arguments: [
        ("", [0, 0, 5, 10, 20, 40, 80, 160, 300, 300]),
        ("restart.first_seconds = 1\nrestart.longest_seconds = 3", [0, 0, 1, 2, 3, 3]),
        ("restart.first_seconds = 0", [0, 0, 0, 0]),
        ("restart.longest_seconds = 0\nrestart.first_seconds = 0", [0, 0, 0]),
    ])
    func pausesGrow(settings: String, pauses: [Int]) throws {
        let backOff = try #require(try backOff("/nonexistent", settings))
        #expect(pauses.indices.map(backOff.pause(after:)) == pauses)
        #expect(backOff.pause(after: .max) == pauses.last)
    }

    @Test func failuresInARowAreCountedUntilOneWorkedForLong() async throws {
        try await withDirectory { directory in
            let backOff = try #require(try backOff("\(directory.path):/elsewhere"))
            // Each dies ten seconds after it began to work.
            var now = 1000
            for (failures, pause) in [0, 0, 5, 10, 20, 40].enumerated() {
                #expect(try backOff.begin(now: now) == (failures, pause))
                #expect(directory.record == .init(failures: failures, beganWork: now + pause))
                now += pause + 10
            }
            // Killed while it waits, it has not worked at all.
            #expect(try backOff.begin(now: now) == (6, 80))
            #expect(try backOff.begin(now: now + 1) == (7, 160))
            now += 161
            #expect(try backOff.begin(now: now + 299) == (8, 300))
            now += 599
            #expect(try backOff.begin(now: now + 300) == (1, 0), "steady for 300 s")
            backOff.forget()
            #expect(directory.record == nil)
            #expect(try backOff.begin(now: now + 301) == (0, 0), "told to stop")
        }
    }

    @Test(arguments: [
        "", "\n", "3", "3 x", "-3 995", "3 995 7", "\u{0}", "99999999999999999999 1", "9223372036854775807 995",
        "3 -9223372036854775808", "3 995\n4 996",
    ])
    func whatIsNoRecordCountsForNothing(text: String) async throws {
        try await withDirectory { directory in
            try directory.leave(text)
            #expect(try #require(try backOff(directory.path)).begin(now: 1000) == (0, 0))
        }
    }

    @Test func whereNothingCanBeWrittenTheWorkerStartsAllTheSame() async throws {
        let manager = try #require(NotificationSocket(isAbstract: true))
        let child = try start(manager, "/nonexistent")
        _ = try await manager.next(with: "READY=1")
        #expect(child.errorOutput.contains("level=warning event=\"failures in a row are not counted\" error="))
        child.send(signal: 15)
        #expect(await child.wait() == .exited(0))
    }

    /// Killed twice, it waits; what ends the pause is the signal under test.
    @Test(arguments: [15, 1])
    func aWorkerWaitsAfterTwoFailures(signal: Int) async throws {
        try await withDirectory { directory in
            let manager = try #require(NotificationSocket(isAbstract: true))
            for failures in 0...1 {
                let child = try start(manager, directory.path)
                _ = try await manager.next(with: "READY=1")
                #expect(directory.record?.failures == failures)
                child.send(signal: 9)
                #expect(await child.wait() == .signalled(9))
            }
            let child = try start(manager, directory.path)
            #expect(
                try await manager.next(with: "READY=1")
                    == ["READY=1", "STATUS=waiting 3600 s before it works, after 2 failures in a row"]
            )
            #expect(try await manager.next() == ["WATCHDOG=1"])
            if signal == 1 {
                // What has changed may have mended it.
                child.send(signal: signal)
                #expect(try await manager.next(with: "READY=1").last == "STATUS=connecting to the database")
                #expect(directory.record?.failures == 0)
            }
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
            #expect(
                child.errorOutput.contains(
                    "level=warning event=\"waiting after failures in a row\" failures=2 seconds=3600\n"
                )
            )
            #expect(child.errorOutput.contains("event=started") == (signal == 1))
            #expect(directory.record == nil)

            // Somebody wants it now.
            let next = try start(manager, directory.path)
            _ = try await manager.next(with: "READY=1")
            next.send(signal: 15)
            #expect(await next.wait() == .exited(0))
        }
    }

    @Test func thePauseEndsByItself() async throws {
        try await withDirectory { directory in
            let manager = try #require(NotificationSocket(isAbstract: true))
            try directory.leave("1 \(HostInformation.secondsSinceStart)")
            let child = try start(manager, directory.path, first: 1)
            #expect(try await manager.next(with: "READY=1").last?.hasPrefix("STATUS=waiting 1 s ") == true)
            #expect(try await manager.next(with: "READY=1").last == "STATUS=connecting to the database")
            child.send(signal: 15)
            #expect(await child.wait() == .exited(0))
            #expect(child.errorOutput.contains("event=drained"))
        }
    }

    private func start(_ manager: NotificationSocket, _ directory: String, first: Int = 3600) throws -> ChildProcess {
        try Program.start(
            ["worker", "--database", "host=/nonexistent"],
            environment: [
                "NOTIFY_SOCKET": manager.address, "RUNTIME_DIRECTORY": directory,
                "GONGBAO_RESTART_FIRST_SECONDS": "\(first)", "GONGBAO_RESTART_LONGEST_SECONDS": "\(first)",
            ]
        )
    }
}
