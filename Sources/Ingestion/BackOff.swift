/// How long to wait before the next try: doubling from a first pause to a longest one.
package struct BackOff: Sendable {
    private let first: Duration
    private let longest: Duration
    private var next: Duration

    /// Doubles from `first` to `longest`.
    package init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
        self.next = first
    }

    /// The pause before the next try.
    package mutating func wait() -> Duration {
        defer { next = min(longest, next * 2) }
        return next
    }

    /// Begins anew, after something worked.
    package mutating func reset() { next = first }
}
