import ArgumentParser
import Extraction
import Ingestion
import Platform
import Storage

/// The process that reads suspects alone: payloads on standard input, verdicts on standard output, each as soon as it
/// is there.
///
/// The worker starts it; it is not for people, and not in the list of commands.
struct ReadIsolated: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-isolated",
        abstract: "Read reports for a worker, with limits.",
        shouldDisplay: false
    )

    @Option(help: "Seconds of processor time for each report; by the clock four times as many.")
    var seconds: Int

    @Option(help: "Bytes of memory for all.")
    var memory: Int

    @Option(help: "The most bytes of a report.")
    var byteLimit: Int

    @Option(help: "A folder with the dictionaries; without it the built-in ones.")
    var dictionaries: String?

    func run() throws {
        ResourceLimits.offerToKernel()
        var settings = Configuration()
        try settings.set(.dictionaryPath, to: dictionaries ?? "", origin: "--dictionaries")
        let reader = ReportReader(
            extractor: Extractor(vocabulary: try settings.vocabularyOrExit()),
            byteLimit: byteLimit
        )
        var input = FieldReader(try InputFile("-").read())
        ResourceLimits.allowMemory(memory)
        for _ in 0..<(try input.count()) {
            let payload = try Payload(from: &input)
            ResourceLimits.allowProcessorTime(seconds)
            ResourceLimits.allowTime(4 * seconds)
            let verdict = reader.verdict(on: payload)
            // Laying out the rows is the worker's part; that it can be done is found out here.
            let job = Job(id: 0, reportID: 0, rootID: 0, attempt: 1, replaces: false)
            _ = RowWriter([JobResult(job: job, verdict: verdict, microseconds: 0)])
            var output = FieldWriter()
            verdict.write(to: &output)
            try StandardStream.output.write(output.bytes)
        }
    }
}
