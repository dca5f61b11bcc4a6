extension [UInt16] {
    /// Whether the units at `index` and behind it, no further than `limit`, are a word of two letters.
    @inline(__always)
    func spell(_ first: UInt16, _ second: UInt16, at index: Int, limit: Int) -> Bool {
        index + 1 < limit && self[index] == first && self[index + 1] == second
    }

    /// Whether the units before `end`, no further back than `start`, are a word of two letters.
    @inline(__always)
    func spell(_ first: UInt16, _ second: UInt16, endingAt end: Int, from start: Int) -> Bool {
        end > start + 1 && self[end - 2] == first && self[end - 1] == second
    }
}
