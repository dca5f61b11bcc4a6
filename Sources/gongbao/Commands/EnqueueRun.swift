import Platform
import Postgres
import Storage

/// One run of `gongbao enqueue`: files to receipts, a batch at a time.
struct EnqueueRun {
    /// The most files in a transaction, and the bytes after which it is closed.
    private static let batchLimit = (files: 200, bytes: 8 << 20)

    private let command: Enqueue
    private var paths: [String] = []
    private var queued = 0
    private var duplicates = 0
    private var failures = 0
    private var leftOut = 0
    /// Of the paths, those that were handed in or refused.
    private var done = 0
    private var bar = ProgressBar(total: 0)

    /// A run of a command.
    init(command: Enqueue) {
        self.command = command
    }

    /// Looks through the directories.
    ///
    /// A directory that cannot be read counts as a failure, as does a file whose name is not UTF-8; the others go on.
    mutating func findFiles() {
        for path in command.files {
            do throws(FileError) {
                if path != "-", let directory = Directory(path) {
                    var unnamed: [FileError] = []
                    let files = try directory.files { unnamed.append($0) }
                    for file in unnamed {
                        // What is in a directory nobody knows.
                        if file.path.hasSuffix("/") || InputDocument.mayBeReport(file.path) {
                            fail(file.description)
                        } else {
                            leftOut += 1
                        }
                    }
                    let reports = files.filter(InputDocument.mayBeReport)
                    paths += reports
                    leftOut += files.count - reports.count
                } else {
                    paths.append(path)
                }
            } catch {
                fail(error.description)
            }
        }
        bar = ProgressBar(total: paths.count)
    }

    /// Hands in all files.
    ///
    /// - Throws: `PostgresError` where it makes no sense to go on.
    mutating func work(_ enqueuer: ReportEnqueuer) async throws(PostgresError) {
        var batch: [(path: String, submission: Submission)] = []
        var bytes = 0
        for path in paths {
            do throws(InputError) {
                let submission = try command.submission(path)
                bytes += submission.content.byteCount
                batch.append((path, submission))
            } catch {
                done += 1
                fail(error.description)
            }
            if batch.count >= Self.batchLimit.files || bytes >= Self.batchLimit.bytes {
                try await hand(batch, to: enqueuer)
                batch = []
                bytes = 0
            }
        }
        if !batch.isEmpty { try await hand(batch, to: enqueuer) }
        bar.clear()
    }

    /// Says why the run stopped, and what to do.
    mutating func interrupted(_ error: PostgresError) {
        bar.clear()
        let left = paths.count - done
        let help =
            switch error.sqlState {
            case "3F000", "42P01", "42883": "; the schema is missing or older: run gongbao migrate"
            case "42501": "; the role lacks the permission: GRANT gongbao_enqueuer TO it"
            default: ""
            }
        try? StandardStream.error.write(
            "gongbao enqueue: \(TerminalText.inert(error.description))\(help); \(left) files not handed in\n"
        )
    }

    /// Prints the figures and gives back how many files failed.
    func summarize() -> Int {
        let others = leftOut > 0 ? ", \(leftOut) of other kinds left out" : ""
        let text = "\(queued) queued, \(duplicates) duplicate, \(failures) failed\(others)\n"
        try? StandardStream.error.write(text)
        return failures
    }

    private mutating func hand(
        _ batch: [(path: String, submission: Submission)],
        to enqueuer: ReportEnqueuer
    ) async throws(PostgresError) {
        let results = try await enqueuer.enqueue(batch.map(\.submission))
        done += batch.count
        bar.clear()
        // After the commit only: a line says that the report is stored.
        var lines = ""
        for (entry, result) in zip(batch, results) {
            switch result {
            case .success(let receipt):
                if receipt.isDuplicate { duplicates += 1 } else { queued += 1 }
                let word = receipt.isDuplicate ? "duplicate" : "queued"
                lines += "\(word)\t\(receipt.jobID)\t\(TerminalText.inert(entry.path))\n"
            case .failure(let error):
                fail("\(entry.path): \(Self.words(error))")
            }
        }
        do throws(FileError) {
            try StandardStream.output.write(lines)
        } catch {
            // The reports are stored all the same; that nobody was told of them still is a failure.
            fail(error.description)
        }
        bar.show(done: done, note: batch.last?.path ?? "")
    }

    /// The server's words, but for the one refusal that a person meets every day.
    private static func words(_ error: PostgresError) -> String {
        let isBlank = ["report_content_is_not_blank\"", "report_raw_is_not_empty\""].contains {
            error.message.hasSuffix($0)
        }
        return isBlank ? "empty or blank (SQLSTATE \(error.sqlState ?? ""))" : error.description
    }

    private mutating func fail(_ reason: String) {
        failures += 1
        bar.clear()
        try? StandardStream.error.write("gongbao enqueue: \(TerminalText.inert(reason))\n")
    }
}

extension Submission.Content {
    /// How many bytes it has.
    fileprivate var byteCount: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .raw(let bytes): bytes.count
        }
    }
}
