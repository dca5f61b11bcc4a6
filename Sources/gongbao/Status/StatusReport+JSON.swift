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
        func tally(_ name: String, _ tally: Health.Tally, _ writer: inout JSONWriter) {
            writer.object(name) { writer in
                writer.integer("succeeded", tally.succeeded)
                writer.integer("failed", tally.failed)
                writer.integer("retried", tally.retried)
            }
        }
        writer.text("server_version", health.serverVersion)
        writer.text("checked_at", health.checkedAt)
        writer.integer("clock_offset_milliseconds", health.clockOffsetSeconds.map { Int($0 * 1000) })
        writer.flag("in_recovery", health.isInRecovery)
        writer.integer("workers_live", health.workersLive)
        writer.integer("worker_connections", health.workerConnections)
        writer.array("workers") { writer in
            for worker in health.workers {
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
        writer.array("queue") { writer in
            for (priority, lane) in health.lanes.enumerated() {
                writer.object { writer in
                    writer.integer("priority", priority)
                    writer.text("name", lane.name)
                    writer.integer("backlog", lane.backlog)
                    writer.integer("oldest_seconds", lane.oldestSeconds)
                    writer.flag("paused", lane.isPaused)
                }
            }
        }
        writer.flag("backlog_capped", health.isBacklogCapped)
        writer.integer("running", health.running)
        writer.integer("delayed", health.delayed)
        writer.integer("delayed_due", health.delayedDue)
        tally("last_minute", health.lastMinute, &writer)
        tally("last_hour", health.lastHour, &writer)
        writer.object("totals") { writer in
            for total in health.totals {
                writer.object(total.state) { writer in
                    writer.integer("jobs", total.jobs)
                    writer.integer("rows", total.rows)
                    writer.text("cpu_seconds", total.processorSeconds)
                }
            }
        }
        writer.integer("quarantined", health.quarantined)
        writer.integer("last_outcome_seconds", health.lastOutcomeSeconds)
        writer.integer("unlinked_seconds", health.unlinkedSeconds)
        if let horizon = health.horizon {
            writer.object("horizon") { writer in
                writer.text("kind", horizon.kind)
                writer.text("identity", horizon.identity)
                writer.integer("age_transactions", horizon.ageTransactions)
                writer.integer("age_seconds", horizon.ageSeconds)
            }
        } else {
            writer.text("horizon", nil)
        }
        writer.flag("horizon_complete", health.isHorizonComplete)
        writer.integer("partitions_ahead", health.partitionsAhead)
    }
}
