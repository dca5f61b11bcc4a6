import Platform
import Postgres
import Schema
import TestSupport
import Testing

/// The migrated schema as it is committed, so that a review sees what a migration does to it.
///
/// `make schema` writes it anew.
@Suite(.enabled(if: TestServer.conninfo != nil, TestServer.missing), .timeLimit(.minutes(5)))
struct CommittedDumpTests {
    private static let path =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/") + "/schema.sql"

    /// `$1` is the conninfo; comments, session settings and what differs between minor versions are left out.
    private static let dump = """
        set -eu
        text=$(pg_dump --schema-only --no-owner --no-tablespaces --schema=gongbao "$1")
        printf '%s\\n' "$text" | grep -vE '^(--|SET |SELECT pg_catalog.set_config|.(un)?restrict )' | cat -s
        """

    @Test func theMigratedSchemaIsTheCommittedOne() async throws {
        try await withDatabase { database in
            let isUpdate = Environment.value(of: "GONGBAO_UPDATE_DUMP") == "1"
            let script = isUpdate ? "{ \(Self.dump)\n} >\"$2\"" : Self.dump
            let process = try ChildProcess("/bin/sh", ["-c", script, "sh", database.conninfo, Self.path])
            let end = await process.wait()
            try #require(end == .exited(0), "pg_dump: \(process.errorOutput)")
            guard !isUpdate else { return }
            let committed = try lines(String(decoding: InputFile(Self.path).read(), as: UTF8.self))
            let found = lines(process.output)
            #expect(found.count > 500)
            let difference = found.difference(from: committed).prefix(20).map(describe).joined(separator: "\n")
            #expect(found == committed, "run `make schema` and review what changed:\n\(difference)")
        }
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    private func describe(_ change: CollectionDifference<Substring>.Change) -> String {
        switch change {
        case .insert(let offset, let line, _): "+\(offset + 1): \(line)"
        case .remove(let offset, let line, _): "-\(offset + 1): \(line)"
        }
    }
}
