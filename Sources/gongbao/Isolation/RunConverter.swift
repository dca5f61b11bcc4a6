import ArgumentParser
import Platform

/// The process that becomes a converter: it takes limits upon itself and gives up sockets, then runs the program.
///
/// The worker starts it; it is not for people, and not in the list of commands.
struct RunConverter: ParsableCommand {
    /// The exit status that tells that the program was not started, as a shell has it.
    static let notStarted = 127

    static let configuration = CommandConfiguration(
        commandName: "run-converter",
        abstract: "Run a converter for a worker, with limits.",
        shouldDisplay: false
    )

    @Option(help: "Seconds of processor time, and by the clock.")
    var seconds: Int

    @Option(help: "Bytes of memory.")
    var memory: Int

    @Option(help: "Bytes of output.")
    var output: Int

    @Argument(parsing: .postTerminator, help: "The program's path and arguments.")
    var command: [String]

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("a program is needed.") }
    }

    func run() throws {
        let program = ConfinedProgram(
            command[0],
            Array(command.dropFirst()),
            allowance: ResourceLimits.Allowance(seconds: seconds, memory: memory, output: output)
        )
        try StandardStream.error.write("\(program.become())\n")
        throw ExitCode(Int32(Self.notStarted))
    }
}
