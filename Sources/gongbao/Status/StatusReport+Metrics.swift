import ArgumentParser
import Storage

extension StatusReport {
    /// Gauges and counters in Prometheus' text format.
    ///
    /// What could not be found out has no sample, rather than one that says zero.
    var metrics: String {
        var writer = MetricsWriter()
        writer.metric(
            "gongbao_build_info",
            .gauge,
            "The gongbao that asked; always 1.",
            samples: [([("version", Gongbao.configuration.version)], "1")]
        )
        writer.metric(
            "gongbao_up",
            .gauge,
            "Whether the database answered and has the schema of this gongbao.",
            health == nil ? "0" : "1"
        )
        writer.metric(
            "gongbao_severity",
            .gauge,
            "The worst finding: 0 healthy, 1 warning, 2 critical, 3 unknown.",
            "\(assessment.severity.rawValue)"
        )
        writer.metric(
            "gongbao_finding_severity",
            .gauge,
            "How bad each finding of gongbao status is: 0 none, 1 warning, 2 critical, 3 unknown.",
            samples: Finding.Kind.allCases.map { kind in
                let worst = assessment.findings.first { $0.kind == kind }?.severity ?? .healthy
                return ([("finding", kind.rawValue)], "\(worst.rawValue)")
            }
        )
        if let health {
            Self.writeQueue(health, to: &writer)
            Self.writeResults(health, to: &writer)
            Self.writeSurroundings(health, to: &writer)
        }
        return writer.text
    }

    private static func writeQueue(_ health: Health, to writer: inout MetricsWriter) {
        func each(_ value: (Health.Lane) -> String) -> [(labels: [(name: String, value: String)], value: String)] {
            health.lanes.map { ([("priority", $0.name)], value($0)) }
        }
        writer.metric(
            "gongbao_backlog_jobs",
            .gauge,
            "Jobs without an outcome, those being worked included; counted up to 100000.",
            samples: each { "\($0.backlog)" }
        )
        writer.metric(
            "gongbao_backlog_oldest_age_seconds",
            .gauge,
            "For how long the oldest job waits; 0 where none does.",
            samples: each { "\($0.oldestSeconds ?? 0)" }
        )
        writer.metric(
            "gongbao_paused",
            .gauge,
            "Whether a priority is paused.",
            samples: each { $0.isPaused ? "1" : "0" }
        )
        writer.metric("gongbao_running_jobs", .gauge, "Jobs that are being worked.", "\(health.running)")
        writer.metric("gongbao_delayed_jobs", .gauge, "Jobs that wait for their time.", "\(health.delayed)")
        writer.metric("gongbao_delayed_due_jobs", .gauge, "Those whose time has come.", "\(health.delayedDue)")
        writer.metric("gongbao_workers", .gauge, "Worker processes with a session.", "\(health.workersLive)")
        writer.metric("gongbao_worker_connections", .gauge, "Their sessions.", "\(health.workerConnections)")
        writer.metric(
            "gongbao_worker_info",
            .gauge,
            "The first worker processes by host; always 1.",
            samples: health.workers.map { worker in
                let labels = [("host", worker.host), ("pid", "\(worker.processID)"), ("version", worker.version)]
                return (labels, "1")
            }
        )
    }

    private static func writeResults(_ health: Health, to writer: inout MetricsWriter) {
        func each(_ value: (Health.Total) -> String) -> [(labels: [(name: String, value: String)], value: String)] {
            health.totals.map { ([("state", $0.state)], value($0)) }
        }
        writer.metric(
            "gongbao_jobs_finished_total",
            .counter,
            "Jobs that ended, by the state they ended in.",
            samples: each { "\($0.jobs)" }
        )
        writer.metric(
            "gongbao_rows_written_total",
            .counter,
            "Sections and observations written.",
            "\(health.totals.reduce(0) { $0 + $1.rows })"
        )
        writer.metric(
            "gongbao_extraction_cpu_seconds_total",
            .counter,
            "Processor time of decoding and extraction, by the state that the job ended in.",
            samples: each(\.processorSeconds)
        )
        writer.metric(
            "gongbao_quarantined_jobs",
            .gauge,
            "Jobs in quarantine that were not run again.",
            "\(health.quarantined)"
        )
        writer.metric(
            "gongbao_last_outcome_timestamp_seconds",
            .gauge,
            "When the last job ended, by the server's clock.",
            health.lastOutcomeEpoch
        )
    }

    private static func writeSurroundings(_ health: Health, to writer: inout MetricsWriter) {
        writer.metric(
            "gongbao_server_info",
            .gauge,
            "The PostgreSQL server; always 1.",
            samples: [([("version", health.serverVersion)], "1")]
        )
        writer.metric(
            "gongbao_server_in_recovery",
            .gauge,
            "Whether the server is a standby.",
            health.isInRecovery ? "1" : "0"
        )
        writer.metric(
            "gongbao_unlinked_seconds",
            .gauge,
            "How long ago the first job ended that was not looked at for near duplicates; 0 where all were.",
            "\(health.unlinkedSeconds ?? 0)"
        )
        writer.metric(
            "gongbao_horizon_age_seconds",
            .gauge,
            "For how long somebody has kept the cluster from cleaning up; 0 where nobody does.",
            "\(health.horizon?.ageSeconds ?? 0)"
        )
        writer.metric(
            "gongbao_horizon_age_transactions",
            .gauge,
            "How many transactions were begun since.",
            "\(health.horizon?.ageTransactions ?? 0)"
        )
        writer.metric(
            "gongbao_partitions_ahead",
            .gauge,
            "Partitions above the ids in use.",
            "\(health.partitionsAhead)"
        )
        writer.metric(
            "gongbao_clock_offset_seconds",
            .gauge,
            "By how much the server's clock is ahead of this host's, at least.",
            health.clockOffsetSeconds.map { "\($0)" }
        )
    }
}
