import Storage

extension StatusReport {
    /// One object; `health` is null where it could not be asked.
    var json: [UInt8] {
        var writer = JSONWriter(lineDepth: 2)
        writer.object { writer in
            writer.text("status", assessment.severity.word)
            writer.integer("exit_code", Int(assessment.severity.rawValue))
            writer.array("findings") { writer in
                for finding in assessment.findings {
                    writer.object { writer in
                        writer.text("kind", finding.kind.rawValue)
                        writer.text("severity", finding.severity.word)
                        writer.text("reason", finding.reason)
                        writer.text("command", finding.command)
                    }
                }
            }
            writer.text("database", identity?.words)
            writer.text("schema", schema.map(Self.words))
            if let health {
                writer.object("health") { Self.write(health, to: &$0) }
            } else {
                writer.text("health", nil)
            }
        }
        return writer.bytes
    }

    private static func write(_ health: Health, to writer: inout JSONWriter) {
        writer.text("server_version", health.serverVersion)
        writer.text("checked_at", health.checkedAt)
        writer.integer("clock_offset_milliseconds", health.clockOffsetSeconds.map { Int($0 * 1000) })
        writer.flag("in_recovery", health.isInRecovery)
        writer.integer("workers_live", health.workersLive)
        writer.integer("worker_connections", health.workerConnections)
        write(health.workers, to: &writer)
        write(health.lanes, to: &writer)
        writer.flag("backlog_capped", health.isBacklogCapped)
        writer.integer("running", health.running)
        writer.integer("delayed", health.delayed)
        writer.integer("delayed_due", health.delayedDue)
        write("last_minute", health.lastMinute, to: &writer)
        write("last_hour", health.lastHour, to: &writer)
        write(health.totals, to: &writer)
        writer.integer("quarantined", health.quarantined)
        writer.integer("last_outcome_seconds", health.lastOutcomeSeconds)
        writer.integer("unlinked_seconds", health.unlinkedSeconds)
        write(health.horizon, to: &writer)
        writer.flag("horizon_complete", health.isHorizonComplete)
        writer.integer("partitions_ahead", health.partitionsAhead)
    }

    private static func write(_ workers: [Health.Worker], to writer: inout JSONWriter) {
        writer.array("workers") { writer in
            for worker in workers {
                writer.object { writer in
                    writer.text("host", worker.host)
                    writer.integer("pid", worker.processID)
                    writer.text("version", worker.version)
                    writer.integer("up_seconds", worker.upSeconds)
                    writer.integer("connections", worker.connections)
                    writer.integer("jobs", worker.jobs)
                }
            }
        }
    }

    private static func write(_ lanes: [Health.Lane], to writer: inout JSONWriter) {
        writer.array("queue") { writer in
            for (priority, lane) in lanes.enumerated() {
                writer.object { writer in
                    writer.integer("priority", priority)
                    writer.text("name", lane.name)
                    writer.integer("backlog", lane.backlog)
                    writer.integer("oldest_seconds", lane.oldestSeconds)
                    writer.flag("paused", lane.isPaused)
                }
            }
        }
    }

    private static func write(_ name: String, _ tally: Health.Tally, to writer: inout JSONWriter) {
        writer.object(name) { writer in
            writer.integer("succeeded", tally.succeeded)
            writer.integer("failed", tally.failed)
            writer.integer("retried", tally.retried)
        }
    }

    private static func write(_ totals: [Health.Total], to writer: inout JSONWriter) {
        writer.object("totals") { writer in
            for total in totals {
                writer.object(total.state) { writer in
                    writer.integer("jobs", total.jobs)
                    writer.integer("rows", total.rows)
                    writer.text("cpu_seconds", total.processorSeconds)
                }
            }
        }
    }

    private static func write(_ horizon: Health.Horizon?, to writer: inout JSONWriter) {
        guard let horizon else { return writer.text("horizon", nil) }
        writer.object("horizon") { writer in
            writer.text("kind", horizon.kind)
            writer.text("identity", horizon.identity)
            writer.integer("age_transactions", horizon.ageTransactions)
            writer.integer("age_seconds", horizon.ageSeconds)
        }
    }
}
