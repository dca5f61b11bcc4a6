import ArgumentParser
import Extraction
import Platform
import Postgres
import Storage

/// `gongbao enqueue`: hands files to the workers.
struct Enqueue: AsyncParsableCommand {
    /// How urgent the reports are.
    enum Priority: String, CaseIterable, ExpressibleByArgument {
        /// Before everything else.
        case urgent
        /// As they come.
        case normal
        /// When there is nothing fresher.
        case backfill

        /// The number that the database knows it by.
        var number: Int {
            switch self {
            case .urgent: 0
            case .normal: 1
            case .backfill: 2
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "enqueue",
        abstract: "Hand in files, or all files of directories, as reports.",
        discussion: """
            Plain text, HTML, PDF, Word and RTF; plain text in UTF-8 is stored as text, anything else as bytes, for a \
            worker to decode. Of directories all files are taken whose names end as those of these kinds do, or \
            without an ending. Prints a line for each file: queued or duplicate, the job id, the path, separated by \
            tabs. A duplicate has the content of a job that is there already, and prints that job's id. Files that are \
            refused are named on standard error, the others go on; the exit code is then 1.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Files and directories, which are searched for files; - is standard input.",
            valueName: "file"
        )
    )
    var files: [String]

    @OptionGroup var options: ConfigurationOptions

    @OptionGroup var metadata: MetadataOptions

    @Option(help: "Where the report was found; for a single file. Without it file: and the path.")
    var sourceUrl: String?

    @Option(help: "urgent, normal or backfill.")
    var priority = Priority.normal

    @OptionGroup var input: InputOptions

    func validate() throws {
        guard files.filter({ $0 == "-" }).count <= 1 else { throw ValidationError("- can be given once only.") }
        if sourceUrl != nil, files.count > 1 || Directory(files[0]) != nil {
            throw ValidationError("--source-url is for a single file.")
        }
    }

    func run() async throws {
        let configuration = try options.configurationOrExit()
        var run = EnqueueRun(command: self)
        run.findFiles()
        do throws(PostgresError) {
            let connection = try await PostgresConnection(
                configuration.text(.databaseConninfo),
                applicationName: "gongbao-enqueue"
            )
            try await run.work(ReportEnqueuer(connection))
        } catch {
            run.interrupted(error)
            throw Self.isSetup(error) ? ExitCode.configuration : ExitCode.failure
        }
        if run.summarize() > 0 { throw ExitCode.failure }
    }

    /// What a file becomes for the database.
    func submission(_ path: String) throws(InputError) -> Submission {
        let document = try InputDocument(path, mediaType: input.mediaType, charset: input.charset)
        let content: Submission.Content
        if let text = try document.storableText() {
            content = .text(text)
        } else {
            content = .raw(try document.storableBytes())
        }
        var submission = Submission(content)
        submission.sourceURL = sourceUrl ?? (path == "-" ? nil : "file:" + path)
        submission.title = metadata.title
        submission.publishedOn = metadata.publishedOn?.description
        submission.refArea = metadata.refArea
        submission.priority = priority.number
        submission.mediaType = document.mediaType
        submission.charset = document.charset
        return submission
    }

    /// Whether the database lacks the schema or the permission: trying again would not mend it.
    static func isSetup(_ error: PostgresError) -> Bool {
        ["3F000", "42P01", "42883", "42501"].contains(error.sqlState)
    }
}
