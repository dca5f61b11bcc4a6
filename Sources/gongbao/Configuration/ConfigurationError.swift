import Platform

/// Why a configuration is refused.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// Where the value came from: `/etc/gongbao/gongbao.conf:12`, `GONGBAO_LOG_LEVEL` or `--connections`.
    let origin: String
    /// What is wrong with it.
    let reason: String

    /// An error at a place.
    init(origin: String, reason: String) {
        self.origin = origin
        self.reason = reason
    }

    /// The file cannot be read.
    init(_ error: FileError) {
        self.init(origin: error.path, reason: "cannot \(error.operation): \(error.reason)")
    }

    var description: String { "\(origin): \(reason)" }
}
