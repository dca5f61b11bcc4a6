import Postgres
import TestSupport
import Testing

@testable import Storage

/// Each look-up that the manual recommends reads what it shows and not the history.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing))
struct SurfacePlanTests {
    @Test func lookUpsAreServedByIndexes() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (content, source_url, priority) SELECT 'text ' || n, 'u' || n, n % 3 FROM generate_series(1, 20000) n;
                INSERT INTO gongbao.outcome (job_id, report_id, batch_id, state)
                SELECT id, report_id, id, CASE WHEN id % 1000 = 0 THEN 'discarded' ELSE 'succeeded' END::gongbao.job_state
                FROM gongbao.ticket WHERE id <= 19000 ORDER BY id;
                INSERT INTO gongbao.batch (worker_id, priority, first_id, job_ids) SELECT 1, priority, id, ARRAY[id] FROM gongbao.ticket;
                INSERT INTO gongbao.batch_end (batch_id, how) SELECT id, 'committed' FROM gongbao.batch WHERE id <= 19000;
                SELECT gongbao.maintain();
                """
            )
            try await database.run("ANALYZE")
            for query in [
                "SELECT * FROM gongbao.job WHERE id = 42",
                "SELECT * FROM gongbao.job WHERE report_id = 42",
                "SELECT * FROM gongbao.job WHERE source_url = 'u42'",
                "SELECT * FROM gongbao.job WHERE id IS NOT NULL ORDER BY id DESC LIMIT 20",
                "SELECT * FROM gongbao.job_attempt WHERE root_id = 42 ORDER BY id",
                "SELECT * FROM gongbao.job_failure ORDER BY finished_at DESC LIMIT 20",
                "SELECT * FROM gongbao.worker_activity",
            ] {
                let plan = try await database.column("EXPLAIN \(query)")
                let scans = plan.filter {
                    $0.contains("Seq Scan on ticket_p000000000000") || $0.contains("Seq Scan on outcome_p000000000000")
                        || $0.contains("Seq Scan on report") || $0.contains("Seq Scan on batch")
                }
                #expect(scans == [], "\(query)")
            }
        }
    }
    /// Before the first ANALYZE the planner takes the queue for nearly empty, and would read and sort all of it for a claim.
    @Test(arguments: [nil, 2000] as [Int64?])
    func aClaimReadsNoMoreThanItTakes(width: Int64?) async throws {
        try await withDatabase { database in
            try await database.run(
                """
                ALTER TABLE gongbao.ticket_p000000000000 SET (autovacuum_enabled = off);
                INSERT INTO gongbao.report (content) SELECT 'text ' || n FROM generate_series(1, 5000) n;
                """
            )
            let claim = Statements.claim(priority: 1, above: 0, width: width, limit: 10)
            let plan = try await database.session.script("\(Statements.begin) EXPLAIN \(claim)") { rows in
                (0..<rows.count).map { rows.string(row: $0, column: 0) ?? "" }
            }
            try await database.run("ROLLBACK")
            #expect(plan.contains { $0.contains("Index Scan using ticket_p000000000000") })
            #expect(plan.filter { $0.contains("Sort") || $0.contains("Bitmap") } == [])
        }
    }
}
