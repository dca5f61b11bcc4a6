import Decoding
import Ingestion
import Platform

/// Converts documents by programs of the distribution, each in a process of its own with limits and without sockets.
///
/// The process is this program first, which confines itself (``RunConverter``) and then becomes the converter. The document
/// comes on standard input, a file without a name, so that `/dev/stdin` will do for a program that wants one.
struct ChildConversion: DocumentConversion {
    /// What is called for each kind: the program's path and its arguments; none where the setting is empty.
    let commands: [DocumentKind: [String]]
    /// What a converter may take; its output is the body, or becomes it.
    let allowance: ResourceLimits.Allowance

    func convert(_ bytes: [UInt8], _ kind: DocumentKind) async throws(IngestionError) -> Conversion {
        guard let command = commands[kind], let program = command.first else {
            return .missing(program: "a program in converter.\(kind)")
        }
        let start = ContinuousClock.now
        let child: ChildProcess
        do throws(FileError) {
            child = try ChildProcess(
                "/proc/self/exe",
                [
                    "run-converter", "--seconds", "\(allowance.seconds)", "--memory", "\(allowance.memory)",
                    "--output", "\(allowance.output)", "--",
                ] + command,
                environment: ["SWIFT_BACKTRACE": "enable=no"],
                input: bytes,
                leadsGroup: true
            )
        } catch {
            throw .noProcess("no process to convert documents in: \(error)")
        }
        // The child's own alarm comes first; this is for one that has put it off.
        let end = await child.wait(atMost: .seconds(allowance.seconds + 2))
        if Task.isCancelled { throw .unavailable("stopped") }
        if end == .exited(0), child.outputCount < allowance.output {
            // pdftotext leaves out what is in such a font, and says that all is well.
            guard kind == .pdf, let words = child.errorLine(with: Self.unmapped) else {
                return .made(child.outputBytes)
            }
            let told = TerminalText.truncated(TerminalText.inert(words), to: 200)
            return .failed(reason: "\(program): \(told) (Debian has it in poppler-data)")
        }
        if end == .exited(RunConverter.notStarted), !InputFile(program).exists { return .missing(program: program) }
        return .failed(reason: reason(program, end, after: .now - start, child))
    }

    /// What poppler says where it has no tables for a font that is not in the file.
    private static let unmapped = "Missing language pack"

    /// What went wrong, with the exit status or signal and the program's first words.
    private func reason(
        _ program: String,
        _ end: ChildProcess.End,
        after time: Duration,
        _ child: ChildProcess
    ) -> String {
        let words = TerminalText.truncated(TerminalText.inert(child.firstErrorLine), to: 200)
        // Those words name the program themselves.
        if end == .exited(RunConverter.notStarted), !words.isEmpty { return words }
        if child.outputCount >= allowance.output {
            return "\(program): \(end), wrote \(allowance.output) bytes and more"
        }
        if time >= .seconds(allowance.seconds) || end == .signalled(24) {
            return "\(program): \(end), took more than \(allowance.seconds) s"
        }
        let room = "\(program): \(end), with at most \(allowance.memory >> 20) MiB of memory"
        return words.isEmpty ? room : "\(room): \(words)"
    }
}
