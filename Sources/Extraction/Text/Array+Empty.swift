extension Array {
    /// Removes all elements and keeps the memory; one that is empty, as most are, is not touched.
    @inline(__always)
    mutating func empty() {
        if !isEmpty { removeAll(keepingCapacity: true) }
    }
}
