/// How bad something is; the raw value is the exit code that monitoring plugins use.
enum Severity: Int32 {
    /// Nothing to do.
    case healthy = 0
    /// Somebody should look.
    case warning = 1
    /// Work does not go on, or soon will not.
    case critical = 2
    /// It could not be found out.
    case unknown = 3

    /// `OK`, `WARNING`, `CRITICAL` or `UNKNOWN`.
    var word: String {
        switch self {
        case .healthy: "OK"
        case .warning: "WARNING"
        case .critical: "CRITICAL"
        case .unknown: "UNKNOWN"
        }
    }

    /// How it looks on a terminal.
    var style: TerminalStyle {
        switch self {
        case .healthy: .good
        case .warning: .warning
        case .critical: .critical
        case .unknown: .doubtful
        }
    }
}

/// One thing that is not as it should be.
struct Finding: Equatable {
    /// What it is about; the raw value is its name in JSON and in the metrics.
    enum Kind: String, CaseIterable {
        /// The configuration is refused.
        case configuration
        /// No connection, or none that answers.
        case database
        /// The role may not look.
        case permission
        /// The answer cannot be read.
        case answer
        /// The schema is not this build's.
        case schema
        /// A backlog, and nothing is finished.
        case progress
        /// No worker is connected.
        case workers
        /// Somebody waits for long.
        case backlog
        /// A priority is paused.
        case paused
        /// Jobs failed.
        case failures
        /// Jobs are in quarantine.
        case quarantine
        /// Near duplicates have not been looked for.
        case linking
        /// The server is a standby.
        case standby
        /// Somebody keeps the cluster from cleaning up.
        case horizon
        /// Partitions run out.
        case partitions
        /// The clocks of server and host differ, or the server's went back.
        case clock
    }

    /// What it is about.
    var kind: Kind
    /// How bad it is.
    var severity: Severity
    /// What is wrong, one line.
    var reason: String
    /// What to type next; nil where nothing helps but waiting.
    var command: String?
}
