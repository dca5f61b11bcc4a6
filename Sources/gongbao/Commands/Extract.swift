import ArgumentParser
import Decoding
import Extraction
import Ingestion
import Platform

/// `gongbao extract`: what a worker would write for a file, without a database.
struct Extract: AsyncParsableCommand {
    /// How to print what was extracted.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// Aligned columns for a terminal.
        case table
        /// One object a document, an array for several files.
        case json
        /// One line for each observation.
        case tsv
    }

    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Print the sections and observations of files, without a database.",
        discussion: """
            Plain text, HTML, PDF, Word and RTF, as a worker reads them; offsets refer to the decoded body. With --format json one file gives an object and several an array of objects; decimals are \
            strings. With --format tsv each observation is a line in the text format of COPY.
            """
    )

    @Argument(help: ArgumentHelp("The files; - is standard input.", valueName: "file"))
    var files: [String]

    @Option(help: "table, json or tsv.")
    var format = Format.table

    @Flag(help: "Tells which rule made each observation, and why each other number is none; with table and json.")
    var explain = false

    @OptionGroup var input: InputOptions

    @OptionGroup var metadata: MetadataOptions

    @OptionGroup var configuration: ConfigurationFile

    @Option(
        help: ArgumentHelp("Dictionaries instead of the built-in ones; wins over dictionary.path.", valueName: "folder")
    )
    var dictionaries: String?

    func validate() throws {
        guard !explain || format != .tsv else { throw ValidationError("--explain goes with table and json.") }
        guard files.filter({ $0 == "-" }).count <= 1 else { throw ValidationError("- can be given once only.") }
    }

    func run() async throws {
        let settings = try configuration.configurationOrExit(
            flags: dictionaries.map { [(.dictionaryPath, $0, "--dictionaries")] } ?? []
        )
        let extractor = Extractor(vocabulary: try settings.vocabularyOrExit())
        let reader = ReportReader(extractor: extractor, byteLimit: .max)
        var documents: [ReportOutput.Document] = []
        var failures = 0
        for file in files {
            do throws(InputError) {
                let (document, metadata) = try await decoded(file, reader, settings)
                if explain {
                    var explained = extractor.explain(document.body.span, metadata: metadata)
                    explained.report.qualityFlags += document.flags
                    documents.append(
                        ReportOutput.Document(source: file, report: explained.report, explained: explained)
                    )
                } else {
                    var report = extractor.extract(document.body.span, metadata: metadata)
                    report.qualityFlags += document.flags
                    documents.append(ReportOutput.Document(source: file, report: report))
                }
            } catch {
                failures += 1
                tell(error.description)
            }
        }
        do throws(FileError) {
            try write(documents)
        } catch {
            tell(error.description)
            throw ExitCode.failure
        }
        if failures > 0 { throw ExitCode.failure }
    }

    /// Says what went wrong; where even that cannot be, the exit code does.
    private func tell(_ reason: String) {
        try? StandardStream.error.write("gongbao extract: \(TerminalText.inert(reason))\n")
    }

    private func write(_ documents: [ReportOutput.Document]) throws(FileError) {
        let output = ReportOutput(documents: documents)
        var broken: FileError?
        let sink = { (bytes: [UInt8]) in
            guard broken == nil else { return }
            do throws(FileError) { try StandardStream.output.write(bytes) } catch { broken = error }
        }
        switch format {
        case .table: try StandardStream.output.write(output.table())
        case .json: output.json(asArray: files.count > 1, to: sink)
        case .tsv: output.tabSeparated(to: sink)
        }
        if let broken { throw broken }
    }

    /// What a worker would read of a file.
    private func decoded(
        _ file: String,
        _ reader: ReportReader,
        _ settings: Configuration
    ) async throws(InputError) -> (document: DecodedDocument, metadata: ReportMetadata) {
        let input = try InputDocument(file, mediaType: input.mediaType, charset: input.charset)
        var payload = Payload(
            bytes: input.bytes,
            byteCount: input.bytes.count,
            mediaType: input.mediaType,
            charset: input.charset,
            metadata: metadata.reportMetadata,
            isText: false
        )
        do throws(IngestionError) {
            payload = try await payload.converted(by: settings.conversion)
        } catch {
            throw .unconverted(path: file, reason: "\(error)")
        }
        do throws(DecodingError) {
            return try reader.decode(payload, input.bytes)
        } catch {
            throw .undecodable(path: file, error)
        }
    }
}
