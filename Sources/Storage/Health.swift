/// How the queue does, as `gongbao.health()` tells it in one row.
package struct Health: Sendable, Equatable {
    /// One of the three priorities.
    package struct Lane: Sendable, Equatable {
        /// `urgent`, `normal` or `backfill`.
        package var name: String
        /// Jobs without an outcome, those being worked included; counted up to 100,000.
        package var backlog: Int
        /// For how long the oldest of them waits, in seconds; nil where there is none.
        package var oldestSeconds: Int?
        /// Whether an operator paused it.
        package var isPaused: Bool

        /// An empty lane.
        package init(name: String, backlog: Int = 0, oldestSeconds: Int? = nil, isPaused: Bool = false) {
            self.name = name
            self.backlog = backlog
            self.oldestSeconds = oldestSeconds
            self.isPaused = isPaused
        }
    }

    /// What was finished within a time.
    package struct Tally: Sendable, Equatable {
        /// Jobs that succeeded.
        package var succeeded: Int
        /// Jobs that were discarded, failed or quarantined.
        package var failed: Int
        /// Jobs that will be tried again.
        package var retried: Int

        /// A tally.
        package init(succeeded: Int = 0, failed: Int = 0, retried: Int = 0) {
            self.succeeded = succeeded
            self.failed = failed
            self.retried = retried
        }
    }

    /// Who holds back cleaning in the whole cluster.
    package struct Horizon: Sendable, Equatable {
        /// `backend`, `standby`, `replication slot` or `prepared transaction`.
        package var kind: String
        /// Its process, user and application, or its name.
        package var identity: String
        /// How many transactions were begun since.
        package var ageTransactions: Int?
        /// Since when, in seconds; nil where the server does not know.
        package var ageSeconds: Int?

        /// A holder.
        package init(kind: String, identity: String, ageTransactions: Int? = nil, ageSeconds: Int? = nil) {
            self.kind = kind
            self.identity = identity
            self.ageTransactions = ageTransactions
            self.ageSeconds = ageSeconds
        }
    }

    /// Everything that ended in one state since the schema was made.
    package struct Total: Sendable, Equatable {
        /// The state, as `gongbao.job_state` spells it.
        package var state: String
        /// How many jobs.
        package var jobs: Int
        /// How many sections and observations were written for them.
        package var rows: Int
        /// The processor's time for decoding and extraction, in seconds with six decimals.
        package var processorSeconds: String

        /// A total.
        package init(state: String, jobs: Int, rows: Int, processorSeconds: String) {
            self.state = state
            self.jobs = jobs
            self.rows = rows
            self.processorSeconds = processorSeconds
        }
    }

    /// A worker process that has a session.
    package struct Worker: Sendable, Equatable {
        /// The host it runs on.
        package var host: String
        /// Its process id there.
        package var processID: Int
        /// The binary's version.
        package var version: String
        /// For how long it has been running, in seconds.
        package var upSeconds: Int
        /// How many connections it works over.
        package var connections: Int
        /// How many jobs it has in hand.
        package var jobs: Int

        /// A worker.
        package init(host: String, processID: Int, version: String, upSeconds: Int, connections: Int, jobs: Int) {
            self.host = host
            self.processID = processID
            self.version = version
            self.upSeconds = upSeconds
            self.connections = connections
            self.jobs = jobs
        }
    }

    /// The server's version, such as `15.18`.
    package var serverVersion = ""
    /// The number of the last migration.
    package var schemaVersion = 0
    /// When it was asked, as the server writes it.
    package var checkedAt = ""
    /// The same, in seconds since 1970.
    package var checkedEpoch = 0.0
    /// By how many seconds the server's clock is ahead of this host's, at least; nil where nobody compared them.
    package var clockOffsetSeconds: Double?
    /// Whether the server is a standby.
    package var isInRecovery = false
    /// Worker processes with a session.
    package var workersLive = 0
    /// The first of them, by host and process.
    package var workers: [Worker] = []
    /// Their sessions.
    package var workerConnections = 0
    /// The priorities, most urgent first.
    package var lanes = [Lane(name: "urgent"), Lane(name: "normal"), Lane(name: "backfill")]
    /// Whether a backlog is more than could be counted.
    package var isBacklogCapped = false
    /// Jobs that are being worked.
    package var running = 0
    /// Jobs that wait for their time.
    package var delayed = 0
    /// Of these, those whose time has come.
    package var delayedDue = 0
    /// The last minute.
    package var lastMinute = Tally()
    /// The last hour.
    package var lastHour = Tally()
    /// Jobs in quarantine that were not run again.
    package var quarantined = 0
    /// How long ago the last job was finished, in seconds; nil where none ever was.
    package var lastOutcomeSeconds: Int?
    /// When that was, in seconds since 1970 as the server writes them.
    package var lastOutcomeEpoch: String?
    /// What ended since the schema was made, a total for each state that there is.
    package var totals: [Total] = []
    /// How long ago the first of the jobs ended that were not looked at for near duplicates, in seconds; nil where all were.
    package var unlinkedSeconds: Int?
    /// Who holds the xmin horizon; nil where nobody does.
    package var horizon: Horizon?
    /// Whether all sessions could be seen when looking for the horizon.
    package var isHorizonComplete = true
    /// Partitions above the ids in use.
    package var partitionsAhead = 0

    /// An idle queue.
    package init() {}
}
