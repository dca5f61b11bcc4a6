/// The migrations of this build, oldest first.
package enum Schema {
    /// File name without `.sql`, and the SQL.
    package static let migrations: [(name: String, sql: [UInt8])] = [
        ("0001_queue", PackageResources._001_queue_sql),
        ("0002_results", PackageResources._002_results_sql),
    ]
}
