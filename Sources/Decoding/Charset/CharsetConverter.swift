import Glibc

/// Converts to UTF-8 by the C library's tables.
enum CharsetConverter {
    /// How a conversion ends.
    enum Outcome {
        /// All of it, as UTF-8.
        case converted([UInt8])
        /// This byte is wrong, or begins a character that the end cuts off.
        case wrong(byteOffset: Int, isCutOff: Bool)
    }

    /// Converts the bytes from `start` up to `end`.
    ///
    /// - Throws: ``DecodingError/charsetUnavailable(_:)``.
    static func convert(
        _ bytes: [UInt8],
        from start: Int,
        upTo end: Int,
        charset: Charset
    ) throws(DecodingError) -> Outcome {
        guard let descriptor = iconv_open("UTF-8", charset.converterName), Int(bitPattern: descriptor) != -1
        else {
            throw .charsetUnavailable(charset.rawValue)
        }
        defer { iconv_close(descriptor) }
        var output: [UInt8] = []
        // Two bytes of a double-byte charset or of UTF-16 become three at most, and ASCII stays one.
        output.reserveCapacity((end - start) / 2 * 3 + 16)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var position = start
        while position < end {
            let (read, written, problem) = step(descriptor, bytes, position..<end, &chunk)
            output.append(contentsOf: chunk[..<written])
            position += read
            switch problem {
            case 0, E2BIG: continue
            case EILSEQ where charset == .gb18030 && bytes[position] == 0x80:
                // Windows' GBK has the euro here.
                output += [0xE2, 0x82, 0xAC]
                position += 1
            default: return .wrong(byteOffset: position, isCutOff: problem == EINVAL)
            }
        }
        // What a charset with a state holds back.
        output.append(contentsOf: rest(descriptor, &chunk))
        return .converted(output)
    }

    /// One call: how many bytes it read and wrote, and errno or 0.
    private static func step(
        _ descriptor: iconv_t,
        _ bytes: [UInt8],
        _ range: Range<Int>,
        _ chunk: inout [UInt8]
    ) -> (read: Int, written: Int, problem: CInt) {
        bytes.withUnsafeBytes { input in
            chunk.withUnsafeMutableBytes { output in
                // iconv takes its input as mutable and does not change it.
                let rest = UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(rebasing: input[range]))
                var source = rest.baseAddress?.assumingMemoryBound(to: CChar.self)
                var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var sourceLeft = range.count
                var targetLeft = output.count
                let result = iconv(descriptor, &source, &sourceLeft, &target, &targetLeft)
                let problem = result == -1 ? errno : 0
                return (range.count - sourceLeft, output.count - targetLeft, problem)
            }
        }
    }

    private static func rest(_ descriptor: iconv_t, _ chunk: inout [UInt8]) -> ArraySlice<UInt8> {
        let written = chunk.withUnsafeMutableBytes { output in
            var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
            var targetLeft = output.count
            _ = iconv(descriptor, nil, nil, &target, &targetLeft)
            return output.count - targetLeft
        }
        return chunk[..<written]
    }
}
