package import Extraction

/// One attempt at a report, claimed.
package struct Job: Sendable, Equatable {
    /// The ticket's id.
    package let id: Int64
    /// The report to work.
    package let reportID: Int64
    /// The ticket of the first attempt.
    package let rootID: Int64
    /// Which attempt this is, from 1.
    package let attempt: Int
    /// Whether rows of the report may be there already and are to be replaced.
    package let replaces: Bool
    /// Whether it goes on with an attempt that failed.
    package var isRetry = false
    /// How many batches with this job were interrupted without an end.
    package var interruptions = 0
    /// How many crashes the attempts before had, that of a worker which made it a suspect included.
    package var crashes = 0

    /// Whether it may have brought down a process: it is read in one of its own.
    package var isSuspect: Bool { interruptions > 0 || isRetry }

    /// A claimed ticket.
    package init(id: Int64, reportID: Int64, rootID: Int64, attempt: Int, replaces: Bool) {
        self.id = id
        self.reportID = reportID
        self.rootID = rootID
        self.attempt = attempt
        self.replaces = replaces
    }
}

/// What a scraper delivered for a job.
package struct Payload: Sendable {
    /// The bytes; nil where there are more of them than the limit, and then they were not fetched.
    package let bytes: [UInt8]?
    /// How many bytes the scraper delivered.
    package let byteCount: Int
    /// What they are.
    package let mediaType: String
    /// Their declared charset.
    package let charset: String?
    /// What the scraper knew besides.
    package let metadata: ReportMetadata
    /// Whether it came as text, which psql can take for the body where decoding changes nothing; bytes it cannot.
    package let isText: Bool
    /// What a converter made of the bytes; nil where none was asked.
    package internal(set) var conversion: Conversion?

    /// What a scraper delivered.
    package init(
        bytes: [UInt8]?,
        byteCount: Int,
        mediaType: String,
        charset: String?,
        metadata: ReportMetadata,
        isText: Bool = true
    ) {
        self.isText = isText
        self.bytes = bytes
        self.byteCount = byteCount
        self.mediaType = mediaType
        self.charset = charset
        self.metadata = metadata
    }
}

extension Payload {
    /// What is left of a report that somebody deleted: no bytes at all, which no report has.
    package static let gone = Payload(
        bytes: nil,
        byteCount: 0,
        mediaType: "",
        charset: nil,
        metadata: ReportMetadata()
    )
}

/// What a report was read as, where that is not simply the text delivered.
package struct ReadBody: Sendable, Equatable {
    /// What offsets refer to; nil where it is the text delivered.
    package var bytes: [UInt8]?
    /// The media type of what was delivered, as it turned out.
    package var mediaType: String
    /// The charset by which it was decoded; nil where a converter took care of it.
    package var charset: String?

    /// The day of publication as the document itself tells it.
    package var publishedOn: CalendarDate?
    /// Who published it first, as the document itself tells it.
    package var source: String?

    /// A body with what it was made of.
    package init(bytes: [UInt8]?, mediaType: String, charset: String?) {
        self.bytes = bytes
        self.mediaType = mediaType
        self.charset = charset
    }
}

/// How one attempt ended.
package enum Verdict: Sendable {
    /// The report was extracted; `body` is nil where it is the text delivered, plain and in UTF-8.
    case succeeded(Report, body: ReadBody?)
    /// It will never succeed.
    case discarded(error: String, sqlState: String?)
    /// It may succeed later: another attempt follows after the pause. Without an SQLSTATE it crashed whoever read it.
    case retried(error: String, sqlState: String?, after: Duration)
    /// It might have succeeded, but has used up its attempts.
    case failed(error: String, sqlState: String?)
    /// It takes down whoever works it.
    case quarantined(error: String)
}

/// A job with its verdict.
package struct JobResult: Sendable {
    /// The job.
    package let job: Job
    /// How it ended.
    package private(set) var verdict: Verdict
    /// How many sections and observations it gave.
    package let rowCount: Int
    /// Time spent decoding and extracting.
    package let microseconds: Int
    /// How many bytes the scraper delivered; 0 where they were not looked at.
    package let byteCount: Int

    /// A job with its verdict.
    package init(job: Job, verdict: Verdict, microseconds: Int, byteCount: Int = 0) {
        self.byteCount = byteCount
        self.job = job
        self.verdict = verdict
        if case .succeeded(let report, _) = verdict {
            rowCount = report.sections.count + report.observations.count
        } else {
            rowCount = 0
        }
        self.microseconds = microseconds
    }

    /// The same without the report, once its rows are laid out: they are as large again.
    consuming func withoutReport() -> JobResult {
        if succeeded { verdict = .succeeded(Report(), body: nil) }
        return self
    }

    /// Whether its rows are to be written.
    var succeeded: Bool { if case .succeeded = verdict { true } else { false } }

    /// Whether another attempt follows.
    var isRetried: Bool { if case .retried = verdict { true } else { false } }
}
