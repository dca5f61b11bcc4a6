import CPostgres

/// The connection settings of gongbao's own, which hold only where the user gave none.
///
/// Without them a pulled cable hangs the client for the 15 minutes the kernel takes to give up.
enum ConnectionSettings {
    /// The keywords and values to hand to libpq, `conninfo` among them under `dbname`.
    ///
    /// libpq lets a later keyword win, so what the user gave follows the defaults, and what must hold comes last.
    ///
    /// With `isNameFixed` the application name holds whatever the user gave, because others go by it.
    ///
    /// `deadline` bounds the attempt for each host, in whole seconds and at least 2, which is libpq's own least.
    static func keywords(
        _ conninfo: String,
        applicationName: String?,
        isNameFixed: Bool = false,
        deadline: Duration
    ) -> [(keyword: String, value: String)] {
        let seconds = max(2, deadline.components.seconds)
        let defaults = [
            ("connect_timeout", "\(seconds)"), ("keepalives", "1"), ("keepalives_idle", "5"),
            ("keepalives_interval", "2"), ("keepalives_count", "3"), ("tcp_user_timeout", "10000"),
        ]
        let given = givenKeywords(conninfo)
        let name = applicationName.map { [("application_name", $0)] } ?? []
        return defaults.filter { !given.contains($0.0) }
            + (isNameFixed ? [] : name)
            + [("fallback_application_name", "gongbao"), ("dbname", conninfo), ("client_encoding", "UTF8")]
            + (isNameFixed ? name : [])
    }

    /// The keywords that have a value after libpq merged the conninfo, its variables and the service file.
    ///
    /// Only a connection object knows them all, so one is made that cannot start: no packet is sent.
    private static func givenKeywords(_ conninfo: String) -> Set<String> {
        let unstartable = [("dbname", conninfo), ("sslmode", "none: only the settings are read")]
        guard let raw = withKeywords(unstartable, { PQconnectStartParams($0, $1, 1) }) else { return [] }
        defer { PQfinish(raw) }
        guard let options = PQconninfo(raw) else { return [] }
        defer { PQconninfoFree(options) }
        var given: Set<String> = []
        var next = options
        while let keyword = next.pointee.keyword {
            if let value = next.pointee.val, value.pointee != 0 { given.insert(String(cString: keyword)) }
            next += 1
        }
        return given
    }

    /// Calls `body` with the two arrays libpq takes, each ended by a null pointer.
    static func withKeywords<Value>(
        _ keywords: [(keyword: String, value: String)],
        _ body: (_ keywords: [UnsafePointer<CChar>?], _ values: [UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        var arena: [UInt8] = []
        var starts: [Int] = []
        for text in keywords.flatMap({ [$0.keyword, $0.value] }) {
            starts.append(arena.count)
            arena += text.utf8
            arena.append(0)
        }
        return arena.withUnsafeBytes { bytes in
            let pointers = starts.map { start in
                bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
            }
            let indices = pointers.indices
            return body(
                indices.filter { $0.isMultiple(of: 2) }.map { pointers[$0] } + [nil],
                indices.filter { !$0.isMultiple(of: 2) }.map { pointers[$0] } + [nil]
            )
        }
    }
}
