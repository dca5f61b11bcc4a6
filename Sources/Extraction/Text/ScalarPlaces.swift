/// Where the units of a text stand in its body, in scalars: run by run, because most units follow each other there too.
struct ScalarPlaces: Sendable {
    /// The first unit of each run.
    private var starts: [UInt32] = [0]
    /// How many scalars more than units stand before each run.
    private var shifts: [UInt32] = [0]
    /// The run of the first of every so many units, so that a look-up has few runs to go through.
    private var marks: [UInt32] = []

    private static let unitsBetweenMarks = 64

    /// Says that the units from `index` on, which is no less than any before, stand `shift` scalars further on than their index.
    @inline(__always)
    mutating func shift(from index: Int, by shift: Int) {
        if shifts[shifts.count - 1] != UInt32(truncatingIfNeeded: shift) { begin(index, shift) }
    }

    private mutating func begin(_ index: Int, _ shift: Int) {
        let (start, shift) = (UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: shift))
        if starts[starts.count - 1] == start {
            shifts[shifts.count - 1] = shift
        } else {
            starts.append(start)
            shifts.append(shift)
        }
    }

    /// Prepares look-ups among `count` units.
    mutating func mark(upTo count: Int) {
        marks.reserveCapacity(count / Self.unitsBetweenMarks + 1)
        var run = 0
        for index in stride(from: 0, through: count, by: Self.unitsBetweenMarks) {
            while run + 1 < starts.count, starts[run + 1] <= index { run += 1 }
            marks.append(UInt32(truncatingIfNeeded: run))
        }
    }

    /// The scalar offset of a unit, or of the end; ``mark(upTo:)`` comes before.
    subscript(index: Int) -> Int {
        var run = Int(marks[index / Self.unitsBetweenMarks])
        while run + 1 < starts.count, starts[run + 1] <= index { run += 1 }
        return index + Int(shifts[run])
    }

    /// Where a range of units, which is not empty, stands; ``mark(upTo:)`` comes before.
    func scalars(of range: Range<Int>) -> Range<Int> {
        var run = Int(marks[range.lowerBound / Self.unitsBetweenMarks])
        while run + 1 < starts.count, starts[run + 1] <= range.lowerBound { run += 1 }
        let start = range.lowerBound + Int(shifts[run])
        while run + 1 < starts.count, starts[run + 1] < range.upperBound { run += 1 }
        return start..<(range.upperBound + Int(shifts[run]))
    }

    /// Where the run ends in which the unit at `index` stands; ``mark(upTo:)`` comes before.
    func runEnd(of index: Int) -> Int {
        var run = Int(marks[index / Self.unitsBetweenMarks])
        while run + 1 < starts.count, starts[run + 1] <= index { run += 1 }
        return run + 1 < starts.count ? Int(starts[run + 1]) : Int.max
    }

    /// Goes through the places from the first to the last, run by run.
    struct Cursor {
        private var run = 0

        /// How far the unit at `index`, which is no less than the one asked for before, stands behind its index; and where its run ends.
        mutating func run(of index: Int, in places: ScalarPlaces) -> (shift: Int, end: Int) {
            while run + 1 < places.starts.count, places.starts[run + 1] <= index { run += 1 }
            return (Int(places.shifts[run]), run + 1 < places.starts.count ? Int(places.starts[run + 1]) : Int.max)
        }
    }
}
