import Platform
import TestSupport
import Testing

/// Reports that take down whoever reads them; the builds for tests let a report ask for that.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct PoisonTests {
    private static let environment = [
        "GONGBAO_WORKER_REPORT_SECONDS": "3", "GONGBAO_WORKER_MEMORY_MEGABYTES": "400",
        "GONGBAO_RETRY_FIRST_SECONDS": "0",
    ]

    private func fill(_ database: TestDatabase, with faults: [String]) async throws {
        try await database.run(
            "INSERT INTO gongbao.report (content) SELECT '一、工作' || chr(10) || '完成投资' || g || '亿元。' FROM generate_series(1, 15) AS g"
        )
        for fault in faults {
            try await database.run(
                "INSERT INTO gongbao.report (source_url, content) VALUES ('\(fault)', '〔fault:\(fault)〕')"
            )
        }
        try await database.run(
            "INSERT INTO gongbao.report (content) SELECT '一、后续' || chr(10) || '完成投资' || g || '亿元。' FROM generate_series(1, 15) AS g"
        )
    }

    /// Starts the worker again as a service manager would; gives back how often that was.
    private func workWithRestarts(_ database: TestDatabase) async throws -> Int {
        for restarts in 0... {
            let run = try await Program.run(
                ["worker", "--until-empty", "--connections", "2", "--database", database.conninfo],
                environment: Self.environment
            )
            if run.end == .exited(0) { return restarts }
            guard restarts < 10 else {
                Issue.record("it goes on and on: \(run.errorOutput)")
                return restarts
            }
        }
        return 0
    }

    @Test(
        "the culprit is quarantined with its signal, its neighbours succeed",
        arguments: [
            ("trap", "an injected trap"), ("loop", "took more than"), ("memory", "while it read this report alone"),
        ]
    )
    func poison(fault: String, words: String) async throws {
        try await withDatabase { database in
            try await fill(database, with: [fault])
            let restarts = try await workWithRestarts(database)
            #expect((1...3).contains(restarts))
            let ends = try await database.column(
                "SELECT format('%s %s', state, count(DISTINCT root_id)) FROM gongbao.job_attempt GROUP BY state ORDER BY 1"
            )
            #expect(ends == ["quarantined 1", "retried 1", "succeeded 30"])
            let error = try await database.value(
                "SELECT error FROM gongbao.job WHERE state = 'quarantined' AND source_url = '\(fault)'"
            )
            #expect(error.contains("killed by signal ") && error.contains(words), "\(error)")
            #expect(try await database.value("SELECT count(*) FROM gongbao.observation") == "30")
        }
    }

    /// An interrupted batch is nobody's crime: the worker may have been killed for any reason.
    @Test func theWorkersOwnDeathQuarantinesNobody() async throws {
        try await withDatabase { database in
            try await fill(database, with: [])
            try await database.run(
                """
                INSERT INTO gongbao.worker (pid, connections, host, version, configuration_hash) VALUES (1, 1, 'gone', '0', '');
                INSERT INTO gongbao.batch (worker_id, priority, first_id, job_ids)
                SELECT 1, 1, id, ARRAY[id] FROM gongbao.ticket, generate_series(1, 5)
                """
            )
            let run = try await Program.run(
                ["worker", "--until-empty", "--database", database.conninfo],
                environment: Self.environment
            )
            #expect(run.end == .exited(0))
            #expect(run.errorOutput.contains("read in a process of their own"))
            let states = try await database.column("SELECT DISTINCT state FROM gongbao.job")
            #expect(states == ["succeeded"])
            #expect(try await database.value("SELECT count(*) FROM gongbao.observation") == "30")
        }
    }

    /// Ctrl-C goes to all that a terminal's command started: the process that reads a suspect must not take it for a crash.
    @Test func anInterruptedTerminalIsNobodysCrash() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                INSERT INTO gongbao.report (content) VALUES ('〔fault:loop〕');
                INSERT INTO gongbao.worker (pid, connections, host, version, configuration_hash) VALUES (1, 1, 'gone', '0', '');
                INSERT INTO gongbao.batch (worker_id, priority, first_id, job_ids) SELECT 1, 1, id, ARRAY[id] FROM gongbao.ticket
                """
            )
            let worker = try ChildProcess(
                Program.path,
                ["worker", "--database", database.conninfo],
                environment: Self.environment.merging(["GONGBAO_WORKER_DRAIN_SECONDS": "60"]) { $1 },
                leadsGroup: true
            )
            let search = ["-P", "\(worker.processID)", "-f", "read-isolated"]
            while try await ChildProcess("/usr/bin/pgrep", search).wait() != .exited(0) {
                try await Task.sleep(for: .milliseconds(20))
            }
            worker.send(signal: 2)
            #expect(await worker.wait() == .exited(0), "\(worker.errorOutput)")
            let error = try await database.value("SELECT error FROM gongbao.outcome")
            #expect(error.contains("took more than"), "\(error)")
        }
    }
}
