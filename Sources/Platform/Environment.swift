import Glibc

/// The variables that a process was started with.
package enum Environment {
    /// The value of a variable; nil where it is not set.
    package static func value(of name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
