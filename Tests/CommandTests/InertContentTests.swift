import Platform
import Storage
import TestSupport
import Testing

@testable import gongbao

/// Reports that are written against whoever looks at them: SQL, terminal escapes, direction marks, HTML.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct InertContentTests {
    private static let attacks = [
        "'); DROP TABLE gongbao.report; --", "$1 $$ %s %I \\x00 \\copy \\! id",
        "\u{1B}]0;owned\u{7}\u{1B}[2J\u{1B}[31m",
        "\u{9B}31m\u{85}", "\u{202E}亿001\u{202C}\u{200F}\u{2066}\u{61C}",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "\r\nlevel=error event=forged", "\u{2028}level=error event=forged\u{2029}",
        "${jndi:ldap://x} $(reboot) `reboot`",
    ]

    /// What a terminal or a log reader would obey, the line ends of the layout aside.
    private static func obeyed(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { scalar in
            scalar != "\n"
                && [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
    }

    private static func report(_ attack: String) -> String {
        "\(attack)县2023年政府工作报告\n一、2023年工作\(attack)回顾\n2023年，\(attack)园区完成投资3.5亿元，增长8%。\n"
    }

    @Test func aReportIsRowsAndNothingElse() async throws {
        let folder = "/tmp/gongbao-inert-\(UInt64.random(in: 0...UInt64.max))"
        defer { for index in Self.attacks.indices { OutputFile("\(folder)-\(index)").remove() } }
        try await withDatabase { database in
            for (index, attack) in Self.attacks.enumerated() {
                try OutputFile("\(folder)-\(index)").replace(with: Array(Self.report(attack).utf8))
                let queued = try await Program.run([
                    "enqueue", "--database", database.conninfo, "--source-url", "https://example.org/\(attack)",
                    "\(folder)-\(index)",
                ])
                #expect(queued.end == .exited(0), "\(queued.errorOutput)")
                #expect(Self.obeyed(queued.output.replacing("\t", with: " ")) == [], "\(attack.debugDescription)")

                let table = try await Program.run(["extract", "\(folder)-\(index)"])
                #expect(table.output.contains("3.5亿元"))
                #expect(Self.obeyed(table.output) == [], "\(attack.debugDescription)")
                let json = try await Program.run(["extract", "\(folder)-\(index)", "--format", "json", "--explain"])
                #expect(try JSONValue(json.output)["observations"]?.elements.isEmpty == false)
                #expect(Self.obeyed(json.output) == [], "\(attack.debugDescription)")
            }
            let count = "\(Self.attacks.count)"
            let worker = try await Program.run(
                ["worker", "--database", database.conninfo, "--until-empty"],
                environment: ["GONGBAO_LOG_LEVEL": "trace"]
            )
            #expect(worker.end == .exited(0))
            #expect(Self.obeyed(worker.errorOutput) == [])
            #expect(worker.errorOutput.split(separator: "\n").allSatisfy { $0.hasPrefix("level=") })

            #expect(try await database.value("SELECT count(*) FROM gongbao.job WHERE state = 'succeeded'") == count)
            // What begins with markup is stored as the bytes of a page. The rows have the characters as they came: it is
            // whoever shows them that makes them inert.
            let found = try await database.value(
                """
                SELECT count(DISTINCT report_id) FROM gongbao.observation JOIN gongbao.document USING (report_id)
                WHERE surface = '3.5亿元' AND substr(body, char_start + 1, char_end - char_start) = surface
                """
            )
            #expect(found == count)
            for (index, attack) in Self.attacks.enumerated() {
                let stored = try await database.value(
                    """
                    SELECT coalesce(content, convert_from(raw, 'UTF8')) FROM gongbao.report
                    ORDER BY id OFFSET \(index) LIMIT 1
                    """
                )
                #expect(Array(stored.utf8) == Array(Self.report(attack).utf8))
            }
        }
    }

    /// What a worker says of reports that it cannot read, and the server's words that quote them.
    @Test func errorsThatQuoteContentAreOneLine() async throws {
        try await withDatabase { database in
            try await database.run(
                """
                CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION E'no\\n\\x1b[31m\\u202E <b>%', NEW.report_id; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON gongbao.extraction FOR EACH ROW EXECUTE FUNCTION public.refuse();
                INSERT INTO gongbao.report (content) VALUES ('一、回顾' || chr(10) || '完成投资3.5亿元。')
                """
            )
            let worker = try await Program.run(
                ["worker", "--database", database.conninfo, "--until-empty"],
                environment: ["GONGBAO_LOG_LEVEL": "trace"]
            )
            #expect(worker.end == .exited(0))
            #expect(Self.obeyed(worker.errorOutput) == [], "\(worker.errorOutput)")
            #expect(worker.errorOutput.split(separator: "\n").allSatisfy { $0.hasPrefix("level=") })
            let status = try await Program.run(["status", "--database", database.conninfo])
            #expect(status.output.contains("1 job failed in the last hour"))
            #expect(Self.obeyed(status.output) == [])
        }
    }

    /// A password in the configuration, while the worker works: not on a command line, nor in an environment, a log or a session's name.
    @Test func aPasswordStaysInItsFile() async throws {
        let secret = "pw\(UInt64.random(in: 0...UInt64.max))"
        let file = OutputFile("/tmp/gongbao-\(UInt64.random(in: 0...UInt64.max)).conf")
        defer { file.remove() }
        try await withDatabase { database in
            let text = "database.conninfo = \(database.conninfo) password=\(secret)\nlog.level = trace\n"
            try file.replace(with: Array(text.utf8))
            let worker = try Program.start(["worker", "--config", file.path])
            try await database.run("INSERT INTO gongbao.report (content) VALUES ('一、回顾' || chr(10) || '完成投资3.5亿元。')")
            while try await database.value("SELECT count(*) FROM gongbao.outcome") == "0" {
                try await Task.sleep(for: .milliseconds(20))
            }
            for name in ["cmdline", "environ"] {
                let bytes = try InputFile("/proc/\(worker.processID)/\(name)").read()
                #expect(!bytes.isEmpty)
                #expect(!String(decoding: bytes, as: UTF8.self).contains(secret), "\(name)")
            }
            let sessions =
                "SELECT count(*) FROM pg_stat_activity WHERE concat(application_name, query) LIKE '%\(secret.dropLast())%' AND pid <> pg_backend_pid()"
            #expect(try await database.value(sessions) == "0")
            // A server that is gone is logged with its reason.
            try file.replace(
                with: Array("database.conninfo = host=/nonexistent password=\(secret)\nlog.level = trace\n".utf8)
            )
            worker.send(signal: 1)
            while !worker.errorOutput.contains("/nonexistent") { try await Task.sleep(for: .milliseconds(20)) }
            worker.send(signal: 15)
            _ = await worker.wait()
            #expect(!worker.errorOutput.contains(secret))
            let status = try await Program.run(["status", "--config", file.path])
            #expect(status.end == .exited(2))
            #expect(!status.output.contains(secret))
            #expect(
                !(try await Program.run(["worker", "--config", file.path, "--check-config"])).output.contains(secret)
            )
        }
    }
}
