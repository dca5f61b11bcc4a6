extension Setting {
    static let databaseConninfo = Setting(
        key: "database.conninfo",
        kind: .conninfo,
        unit: "",
        initial: "",
        summary: "Where the database is; empty leaves it to libpq: PGHOST and its kin, PGSERVICE, the password file."
    )
    static let databaseAnswerSeconds = Setting(
        key: "database.answer_seconds",
        kind: .integer(1...3600),
        unit: "seconds",
        initial: "60",
        summary:
            "The longest wait for one answer of the server; then the worker gives the connection up and opens another."
    )
    static let workerConnections = Setting(
        key: "worker.connections",
        kind: .integer(1...64),
        unit: "connections",
        initial: "2",
        summary: "How many connections claim and write in parallel, each of three sessions."
    )
    static let workerBatchJobs = Setting(
        key: "worker.batch_jobs",
        kind: .integer(1...1000),
        unit: "jobs",
        initial: "400",
        summary: "The most jobs in one transaction; the worker finds the best number up to it by itself."
    )
    static let workerBatchBytes = Setting(
        key: "worker.batch_bytes",
        kind: .integer(65_536...67_108_864),
        unit: "bytes",
        initial: "8388608",
        summary: "The most text in one transaction; a single larger report goes alone."
    )
    static let workerMaximumReportBytes = Setting(
        key: "worker.max_report_bytes",
        kind: .integer(1024...1_073_741_824),
        unit: "bytes",
        initial: "33554432",
        summary: "A larger report is discarded, with its size in the job's error."
    )
    static let workerPollMilliseconds = Setting(
        key: "worker.poll_milliseconds",
        kind: .integer(5...60_000),
        unit: "milliseconds",
        initial: "50",
        summary:
            "The pause before looking again after the queue ran empty; it doubles up to worker.poll_idle_milliseconds."
    )
    static let workerPollIdleMilliseconds = Setting(
        key: "worker.poll_idle_milliseconds",
        kind: .integer(5...60_000),
        unit: "milliseconds",
        initial: "200",
        summary: "The longest pause between two looks at an empty queue."
    )
    static let workerQuarantineAfter = Setting(
        key: "worker.quarantine_after",
        kind: .integer(1...20),
        unit: "crashes",
        initial: "3",
        summary: "So many crashes, the worker's own first one included, put a job in quarantine."
    )
    static let workerDrainSeconds = Setting(
        key: "worker.drain_seconds",
        kind: .integer(0...3600),
        unit: "seconds",
        initial: "20",
        summary:
            "What is in hand at SIGTERM may take so long; then it is rolled back. A second SIGTERM does that at once."
    )
    static let workerReportSeconds = Setting(
        key: "worker.report_seconds",
        kind: .integer(1...3600),
        unit: "seconds",
        initial: "30",
        summary: "A report that takes longer ends the worker, and after that the process in which it is read alone."
    )
    static let workerMemoryMegabytes = Setting(
        key: "worker.memory_megabytes",
        kind: .integer(64...1_048_576),
        unit: "MiB",
        initial: "2048",
        summary: "More memory ends the worker, and after that the process in which a report is read alone."
    )
    static let converterPDF = Setting(
        key: "converter.pdf",
        kind: .command,
        unit: "",
        initial: "/usr/bin/pdftotext -enc UTF-8 -bbox-layout - -",
        summary:
            "Tells PDF's words with their places, or its text (poppler-utils, poppler-data); empty: PDF is discarded."
    )
    static let converterDocx = Setting(
        key: "converter.docx",
        kind: .command,
        unit: "",
        initial: "/usr/bin/pandoc --sandbox --from=docx --to=html --wrap=none",
        summary: "Makes HTML or text of Word documents since 2007 (package pandoc); empty: they are discarded."
    )
    static let converterDoc = Setting(
        key: "converter.doc",
        kind: .command,
        unit: "",
        initial: "/usr/bin/catdoc -d utf-8 -w",
        summary: "Makes HTML or text of Word documents before 2007 (package catdoc); empty: they are discarded."
    )
    static let converterRTF = Setting(
        key: "converter.rtf",
        kind: .command,
        unit: "",
        initial: "/usr/bin/pandoc --sandbox --from=rtf --to=html --wrap=none",
        summary: "Makes HTML or text of Rich Text, often named .doc (package pandoc); empty: it is discarded."
    )
    static let converterSeconds = Setting(
        key: "converter.seconds",
        kind: .integer(1...60),
        unit: "seconds",
        initial: "20",
        summary:
            "A converter that takes longer, of processor time or by the clock, is ended and its document discarded."
    )
    static let converterMemoryMegabytes = Setting(
        key: "converter.memory_megabytes",
        kind: .integer(64...65_536),
        unit: "MiB",
        initial: "1024",
        summary: "A converter gets no more memory, of addresses as well; pandoc needs 512 to start."
    )
    static let retryAttempts = Setting(
        key: "retry.attempts",
        kind: .integer(1...100),
        unit: "attempts",
        initial: "8",
        summary: "So many attempts a job has at what may pass, such as a lock; then it has failed."
    )
    static let retryFirstSeconds = Setting(
        key: "retry.first_seconds",
        kind: .integer(0...86_400),
        unit: "seconds",
        initial: "5",
        summary:
            "The longest pause after the first attempt; it doubles with each further one, and chance picks below it."
    )
    static let retryLongestSeconds = Setting(
        key: "retry.longest_seconds",
        kind: .integer(0...86_400),
        unit: "seconds",
        initial: "600",
        summary: "The longest pause after any attempt."
    )
    static let restartFirstSeconds = Setting(
        key: "restart.first_seconds",
        kind: .integer(0...86_400),
        unit: "seconds",
        initial: "5",
        summary:
            "Under systemd, a worker that comes after two failures in a row waits so long; twice as long after each further one."
    )
    static let restartLongestSeconds = Setting(
        key: "restart.longest_seconds",
        kind: .integer(0...86_400),
        unit: "seconds",
        initial: "300",
        summary: "It waits no longer, however many failures there were."
    )
    static let restartSteadySeconds = Setting(
        key: "restart.steady_seconds",
        kind: .integer(1...86_400),
        unit: "seconds",
        initial: "300",
        summary: "A failure after so long at work is the first of a row, whatever was before."
    )
    static let retentionDays = Setting(
        key: "retention.days",
        kind: .integer(0...36_500),
        unit: "days",
        initial: "0",
        summary:
            "Tickets and outcomes are dropped, a partition at a time, when all of it ended so long ago; 0 keeps them."
    )
    static let logLevel = Setting(
        key: "log.level",
        kind: .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        unit: "",
        initial: "info",
        summary: "The least severe events that are logged."
    )
    static let statusBacklogWarning = Setting(
        key: "status.backlog_warning_seconds",
        kind: .integer(1...31_536_000),
        unit: "seconds",
        initial: "300",
        summary: "A job that waits longer, backfill aside, is a warning."
    )
    static let statusBacklogCritical = Setting(
        key: "status.backlog_critical_seconds",
        kind: .integer(1...31_536_000),
        unit: "seconds",
        initial: "3600",
        summary: "A job that waits longer, backfill aside, is critical."
    )
    static let statusProgressCritical = Setting(
        key: "status.no_progress_critical_seconds",
        kind: .integer(1...86_400),
        unit: "seconds",
        initial: "60",
        summary: "A backlog and no outcome for so long is critical."
    )
    static let statusFailuresWarning = Setting(
        key: "status.failures_warning",
        kind: .integer(1...1_000_000_000),
        unit: "jobs",
        initial: "1",
        summary: "So many discarded, failed or quarantined in the last hour are a warning."
    )
    static let statusFailuresCritical = Setting(
        key: "status.failures_critical",
        kind: .integer(1...1_000_000_000),
        unit: "jobs",
        initial: "100",
        summary: "So many discarded, failed or quarantined in the last hour are critical."
    )
    static let statusQuarantinedWarning = Setting(
        key: "status.quarantined_warning",
        kind: .integer(1...1_000_000_000),
        unit: "jobs",
        initial: "1",
        summary: "So many quarantined and not run again are a warning."
    )
    static let statusLinkingWarning = Setting(
        key: "status.linking_warning_seconds",
        kind: .integer(1...31_536_000),
        unit: "seconds",
        initial: "300",
        summary: "A job that ended so long ago and was not looked at for near duplicates is a warning."
    )
    static let statusHorizonWarning = Setting(
        key: "status.horizon_warning_seconds",
        kind: .integer(1...31_536_000),
        unit: "seconds",
        initial: "600",
        summary: "A transaction that has kept the cluster from cleaning up for so long is a warning."
    )
    static let statusHorizonCritical = Setting(
        key: "status.horizon_critical_seconds",
        kind: .integer(1...31_536_000),
        unit: "seconds",
        initial: "21600",
        summary: "A transaction that has kept the cluster from cleaning up for so long is critical."
    )
    static let statusPartitionsWarning = Setting(
        key: "status.partitions_warning",
        kind: .integer(0...100),
        unit: "partitions",
        initial: "2",
        summary: "Fewer partitions ahead of the ids are a warning; none is critical."
    )
    static let statusClockWarning = Setting(
        key: "status.clock_warning_seconds",
        kind: .integer(1...86_400),
        unit: "seconds",
        initial: "5",
        summary: "Clocks of server and host that differ by so much are a warning, and times in the future too."
    )
    static let dictionaryPath = Setting(
        key: "dictionary.path",
        kind: .text,
        unit: "",
        initial: "",
        summary:
            "A folder with indicators.tsv, units.tsv, cues.tsv and maybe places.tsv instead of the built-in ones; empty: built-in."
    )

    /// Every key there is, in the order of Config/gongbao.conf.
    static let all: [Setting] = [
        databaseConninfo, databaseAnswerSeconds,
        workerConnections, workerBatchJobs, workerBatchBytes, workerMaximumReportBytes,
        workerPollMilliseconds, workerPollIdleMilliseconds, workerQuarantineAfter,
        workerDrainSeconds, workerReportSeconds, workerMemoryMegabytes,
        converterPDF, converterDocx, converterDoc, converterRTF, converterSeconds, converterMemoryMegabytes,
        retryAttempts, retryFirstSeconds, retryLongestSeconds,
        restartFirstSeconds, restartLongestSeconds, restartSteadySeconds,
        retentionDays,
        logLevel,
        statusBacklogWarning, statusBacklogCritical, statusProgressCritical,
        statusFailuresWarning, statusFailuresCritical, statusQuarantinedWarning,
        statusLinkingWarning, statusHorizonWarning, statusHorizonCritical, statusPartitionsWarning, statusClockWarning,
        dictionaryPath,
    ]
}
