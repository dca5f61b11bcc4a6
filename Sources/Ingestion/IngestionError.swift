/// Why a batch could not be brought to its end.
package enum IngestionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The database as a whole is of no use now: no session, a shutdown, a full disk. It charges no job.
    case unavailable(String)
    /// The host gives no process to read or convert reports in, while the database is well. It charges no job.
    case noProcess(String)
    /// Others were in the way, such as a lock held for too long: all jobs of the transaction are tried again later.
    case contended(sqlState: String, message: String)
    /// The server had too little time or memory: some job may be too much for it, or it will pass.
    case exhausted(sqlState: String, message: String)
    /// The server refuses what was sent: some job of the batch is guilty.
    case refused(sqlState: String, message: String)
    /// The database is not set up for this worker; starting again would not mend it.
    case setup(String)

    /// One line.
    package var description: String {
        switch self {
        case .unavailable(let message), .noProcess(let message), .setup(let message): message
        case .contended(let sqlState, let message), .exhausted(let sqlState, let message),
            .refused(let sqlState, let message):
            "\(message) (SQLSTATE \(sqlState))"
        }
    }
}
