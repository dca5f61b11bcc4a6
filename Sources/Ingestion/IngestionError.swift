/// Why a batch could not be brought to its end.
package enum IngestionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The same may succeed later; with `lost` only over a new connection.
    case transient(String, lost: Bool)
    /// The server refuses what was sent: some job of the batch is guilty.
    case refused(sqlState: String, message: String)
    /// The database is not set up for this worker; starting again would not mend it.
    case setup(String)

    /// One line.
    package var description: String {
        switch self {
        case .transient(let message, _): message
        case .refused(let sqlState, let message): "\(message) (SQLSTATE \(sqlState))"
        case .setup(let message): message
        }
    }
}
