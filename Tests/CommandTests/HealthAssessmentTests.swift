import Schema
import Storage
import Testing

@testable import gongbao

@Suite struct HealthAssessmentTests {
    /// A queue with a worker and nothing to do, and what differs.
    private static func health(_ change: (inout Health) -> Void = { _ in }) -> HealthAssessment.Evidence {
        var health = Health()
        health.workersLive = 1
        health.workerConnections = 2
        health.partitionsAhead = 3
        change(&health)
        return .health(health)
    }

    private static func backlog(
        _ lane: Int = 1,
        oldest: Int,
        last: Int?,
        paused: Bool = false,
        workers: Int = 1
    ) -> HealthAssessment.Evidence {
        health { health in
            health.lanes[lane].backlog = 10
            health.lanes[lane].oldestSeconds = oldest
            health.lanes[lane].isPaused = paused
            health.lastOutcomeSeconds = last
            health.workersLive = workers
        }
    }

    private static func horizon(_ kind: String, _ seconds: Int?) -> HealthAssessment.Evidence {
        health { $0.horizon = Health.Horizon(kind: kind, identity: "pid 42, analyst, psql", ageSeconds: seconds) }
    }

    private static let cases: [(String, HealthAssessment.Evidence, Severity, [String])] = [
        ("idle", health(), .healthy, []),
        ("unreachable", .unreachable("no route"), .critical, ["the database cannot be reached: no route"]),
        ("forbidden", .forbidden("permission denied"), .unknown, ["permission denied"]),
        ("unreadable", .unreadable("no column x"), .unknown, ["no column x"]),
        ("no schema", .schema(.missing), .critical, ["the database has no schema: run gongbao migrate"]),
        (
            "older schema", .schema(.older(have: 1)), .critical,
            ["the schema is at 1, this build needs \(Schema.migrations.count): run gongbao migrate"]
        ),
        (
            "newer schema", .schema(.newer(file: "9999_x")), .critical,
            ["the database has migration 9999_x, which this build does not know"]
        ),
        ("working", backlog(oldest: 59, last: 0), .healthy, []),
        ("working on an old backlog", backlog(oldest: 100, last: 59), .healthy, []),
        ("just come after an idle hour", backlog(oldest: 3, last: 3700), .healthy, []),
        ("stuck", backlog(oldest: 90, last: 60), .critical, ["10 jobs wait and none was finished for 1 min"]),
        (
            "stuck from the start", backlog(oldest: 60, last: nil), .critical,
            ["10 jobs wait and none was finished for 1 min"]
        ),
        (
            "backfill stuck", backlog(2, oldest: 7200, last: 7300), .critical,
            ["10 jobs wait and none was finished for 2 h"]
        ),
        ("backfill may wait", backlog(2, oldest: 90_000, last: 1), .healthy, []),
        ("behind", backlog(oldest: 300, last: 1), .warning, ["the oldest job waits for 5 min"]),
        ("far behind", backlog(0, oldest: 3661, last: 1), .critical, ["the oldest job waits for 1 h 1 min"]),
        ("paused", backlog(oldest: 90_000, last: nil, paused: true), .warning, ["paused: normal"]),
        ("no worker", backlog(oldest: 5, last: 9, workers: 0), .warning, ["no worker is connected"]),
        (
            "no worker and stuck", backlog(oldest: 61, last: 61, workers: 0), .critical,
            ["10 jobs wait and none was finished for 1 min 1 s", "no worker is connected"]
        ),
        ("failures", health { $0.lastHour.failed = 1 }, .warning, ["1 job failed in the last hour"]),
        ("many failures", health { $0.lastHour.failed = 100 }, .critical, ["100 jobs failed in the last hour"]),
        ("quarantine", health { $0.quarantined = 2 }, .warning, ["2 jobs are in quarantine"]),
        ("duplicates not marked for a while", health { $0.unlinkedSeconds = 299 }, .healthy, []),
        (
            "duplicates not marked", health { $0.unlinkedSeconds = 305 }, .warning,
            ["near duplicates among what ended 5 min 5 s ago are not marked yet"]
        ),
        ("horizon of no age", horizon("replication slot", nil), .healthy, []),
        ("young horizon", horizon("backend", 599), .healthy, []),
        (
            "old horizon", horizon("backend", 600), .warning,
            ["backend (pid 42, analyst, psql) has kept the cluster from cleaning up for 10 min"]
        ),
        (
            "ancient horizon", horizon("prepared transaction", 90_000), .critical,
            ["prepared transaction (pid 42, analyst, psql) has kept the cluster from cleaning up for 1 d 1 h"]
        ),
        ("few partitions", health { $0.partitionsAhead = 1 }, .warning, ["1 partition is ahead of the ids"]),
        ("no partitions", health { $0.partitionsAhead = 0 }, .critical, ["0 partitions are ahead of the ids"]),
        ("clocks that agree", health { $0.clockOffsetSeconds = -4.9 }, .healthy, []),
        (
            "a clock ahead", health { $0.clockOffsetSeconds = 65.5 }, .warning,
            ["the server's clock is 1 min 5 s ahead of this host's"]
        ),
        (
            "a clock behind", health { $0.clockOffsetSeconds = -5 }, .warning,
            ["the server's clock is 5 s behind this host's"]
        ),
        (
            "a clock set back", backlog(oldest: -3600, last: 9), .warning,
            ["the queue has a time 1 h in the future: the server's clock was set back"]
        ),
        (
            "the worst first",
            health {
                $0.quarantined = 1
                $0.partitionsAhead = 0
            }, .critical, ["0 partitions are ahead of the ids", "1 job is in quarantine"]
        ),
    ]

    @Test(arguments: cases.indices)
    func judges(index: Int) {
        let (name, evidence, severity, reasons) = Self.cases[index]
        let assessment = HealthAssessment(evidence)
        #expect(assessment.severity == severity, "\(name)")
        #expect(assessment.findings.map(\.reason) == reasons, "\(name)")
    }

    @Test func namesTheBackendToEnd() {
        let assessment = HealthAssessment(Self.horizon("backend", 700))
        #expect(assessment.findings.first?.command == "SELECT pg_terminate_backend(42);")
    }

    /// Everything that is wrong says what helps, waiting for a standby or a newer server aside.
    @Test func findingsNameTheCommandThatHelps() {
        for (name, evidence, _, _) in Self.cases {
            for finding in HealthAssessment(evidence).findings where ![.answer, .standby].contains(finding.kind) {
                #expect(finding.command != nil, "\(name)")
            }
        }
    }

    @Test func commandsHoldWhatTheyAreGiven() {
        let probe = HealthAssessment(.unreachable("x", conninfo: "host=it's password=secret")).findings.first?.command
        #expect(probe == #"pg_isready -d 'host=it'\''s password=***'"#)
        let grant = HealthAssessment(.forbidden("x", role: #"a"b"#)).findings.first?.command
        #expect(grant == #"GRANT gongbao_monitor TO "a""b";"#)
    }

    @Test(arguments: [(10.0, 9.0, 11.0, 0.0), (10, 11, 12, -1), (10, 8, 9.5, 0.5)])
    func anOffsetIsWhatIsCertain(time: Double, before: Double, after: Double, offset: Double) {
        #expect(StatusCheck.offset(of: time, between: before, and: after) == offset)
    }

    @Test func thresholdsComeFromTheConfiguration() throws {
        #expect(Configuration().thresholds == HealthAssessment.Thresholds())
        var configuration = Configuration()
        try configuration.read("status.quarantined_warning = 3", path: "f")
        let evidence = Self.health { $0.quarantined = 2 }
        #expect(HealthAssessment(evidence, thresholds: configuration.thresholds).severity == .healthy)
    }
}
