import Extraction
import Ingestion
import Platform

/// Reads suspects in a child process of this same program, under limits of time and memory.
struct ChildIsolation: ReportIsolation {
    /// Seconds of processor time that a report may take; by the clock four times as many.
    let seconds: Int
    /// Bytes of memory that a child may take.
    let memory: Int
    /// The most bytes of a report.
    let byteLimit: Int
    /// Where the dictionaries are; empty for the built-in ones.
    let dictionaries: String

    func read(_ payloads: [Payload]) async throws(IngestionError) -> IsolatedReading {
        var input = FieldWriter()
        input.integer(payloads.count)
        for payload in payloads { payload.write(to: &input) }
        let child: ChildProcess
        do throws(FileError) {
            child = try ChildProcess(
                "/proc/self/exe",
                arguments,
                // A backtrace would take longer than reading.
                environment: ["SWIFT_BACKTRACE": "enable=no"],
                input: input.bytes,
                // What ends the worker's group, such as Ctrl-C, is no crash.
                leadsGroup: true
            )
        } catch {
            throw .noProcess("no process to read suspects in: \(error)")
        }
        // The child's own alarm comes first; this is for one that cannot be woken.
        let end = await child.wait(atMost: .seconds(10 + (4 * seconds + 1) * payloads.count))
        var output = FieldReader(child.outputBytes)
        var verdicts: [Verdict] = []
        while verdicts.count < payloads.count, let verdict = try? Verdict(from: &output) { verdicts.append(verdict) }
        if verdicts.count == payloads.count { return IsolatedReading(verdicts: verdicts, crash: nil) }
        if Task.isCancelled { throw .unavailable("stopped") }
        guard case .signalled(let signal) = end else {
            throw .noProcess("the process that reads suspects: \(end) \(lastWords(of: child))")
        }
        return IsolatedReading(verdicts: verdicts, crash: crash(signal, lastWords(of: child)))
    }

    private var arguments: [String] {
        ["read-isolated", "--seconds", "\(seconds)", "--memory", "\(memory)", "--byte-limit", "\(byteLimit)"]
            + (dictionaries.isEmpty ? [] : ["--dictionaries", dictionaries])
    }

    /// What killed it, for the job's error.
    private func crash(_ signal: Int, _ lastWords: String) -> String {
        let reason =
            switch signal {
            case 14: "took more than \(4 * seconds) s"
            case 24: "took more than \(seconds) s of processor time"
            default: lastWords.isEmpty ? "crashed with at most \(memory >> 20) MiB of memory" : lastWords
            }
        return "its process was killed by signal \(signal) while it read this report alone: \(reason)"
    }

    private func lastWords(of child: ChildProcess) -> String {
        let line = child.errorOutput.split(separator: "\n").first.map(String.init) ?? ""
        return TerminalText.truncated(TerminalText.inert(line), to: 200)
    }
}
