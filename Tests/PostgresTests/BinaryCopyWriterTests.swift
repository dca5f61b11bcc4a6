import Testing

@testable import Postgres

struct BinaryCopyWriterTests {
    @Test func aCopyGoesItsOwnWay() {
        var first = writer(of: [1])
        var second = first
        first.row(fields: 1)
        first.int32(2)
        second.row(fields: 1)
        second.int32(3)
        #expect(first.finish() == writer(of: [1, 2]).finish())
        #expect(second.finish() == writer(of: [1, 3]).finish())
    }

    @Test func rowsAreKeptWhereTheirRoomGrows() {
        let values = Array(0..<10_000)
        let bytes = writer(of: values).finish()
        // A header of 19 bytes, 10 bytes a row, a trailer of 2.
        #expect(bytes.count == 19 + 10 * values.count + 2)
        let last = 19 + 10 * 9_999
        #expect(Array(bytes[last...]) == [0, 1, 0, 0, 0, 4, 0, 0, 0x27, 0x0F, 0xFF, 0xFF])
    }

    private func writer(of values: [Int]) -> BinaryCopyWriter {
        var writer = BinaryCopyWriter()
        for value in values {
            writer.row(fields: 1)
            writer.int32(value)
        }
        return writer
    }
}
