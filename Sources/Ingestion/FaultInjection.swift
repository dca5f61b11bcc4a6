#if DEBUG
/// Faults that a report may ask for, in builds for tests only: what its text may do to an extractor is not known beforehand.
enum FaultInjection {
    private static let trap = Array("〔fault:trap〕".utf8)
    private static let loop = Array("〔fault:loop〕".utf8)
    private static let memory = Array("〔fault:memory〕".utf8)

    /// Strikes where the text asks for it.
    static func strike(_ bytes: [UInt8]) {
        if bytes.starts(with: trap) { preconditionFailure("an injected trap") }
        if bytes.starts(with: loop) { while true {} }
        if bytes.starts(with: memory) {
            var blocks: [[UInt8]] = []
            while true { blocks.append([UInt8](repeating: 1, count: 1 << 24)) }
        }
    }
}
#endif
