package import Platform

/// The `gongbao` binary that this build made.
package enum Program {
    /// Where it is: beside the test bundle.
    package static var path: String {
        let own = CommandLine.arguments.first ?? ""
        // The test runner is given the bundle as …/debug/NAME.xctest, or runs as that file itself.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? own
        return (bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast() + ["gongbao"])
            .joined(separator: "/")
    }

    /// How a run ended and what it wrote.
    package struct Run: Sendable {
        /// Exit status or signal.
        package let end: ChildProcess.End
        /// Standard output.
        package let output: String
        /// Standard error.
        package let errorOutput: String
    }

    /// Starts it.
    package static func start(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = []
    ) throws
        -> ChildProcess
    {
        try ChildProcess(path, arguments, environment: environment, input: input)
    }

    /// Runs it to its end.
    package static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = []
    )
        async throws -> Run
    {
        let child = try start(arguments, environment: environment, input: input)
        let end = await child.wait()
        return Run(end: end, output: child.output, errorOutput: child.errorOutput)
    }
}
