/// The migrations of this build, oldest first.
package enum Schema {
    /// File name without `.sql`, and the SQL.
    package static let migrations: [(name: String, sql: [UInt8])] = [
        ("0001_queue", PackageResources._001_queue_sql),
        ("0002_results", PackageResources._002_results_sql),
        ("0003_partitions", PackageResources._003_partitions_sql),
        ("0004_enqueue", PackageResources._004_enqueue_sql),
        ("0005_work", PackageResources._005_work_sql),
        ("0006_operate", PackageResources._006_operate_sql),
        ("0007_views", PackageResources._007_views_sql),
        ("0008_health", PackageResources._008_health_sql),
        ("0009_dictionaries", PackageResources._009_dictionaries_sql),
        ("0010_roles", PackageResources._010_roles_sql),
    ]
}
