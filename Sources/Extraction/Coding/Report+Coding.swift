extension Report {
    /// Appends the whole report.
    package func write(to writer: inout FieldWriter) {
        writer.text(title)
        writer.text(refArea)
        writer.text(place.level?.rawValue)
        writer.text(place.code)
        writer.text(kind)
        writer.period(period)
        writer.integer(sections.count)
        for section in sections { section.write(to: &writer) }
        writer.integer(observations.count)
        for observation in observations { observation.write(to: &writer) }
        writer.integer(qualityFlags.count)
        for flag in qualityFlags { writer.text(flag) }
        writer.fingerprint(fingerprint)
    }

    /// Reads what ``write(to:)`` wrote.
    package init(from reader: inout FieldReader) throws(FieldReader.Malformed) {
        self.init()
        title = try reader.optionalText()
        refArea = try reader.optionalText()
        place.level = try reader.optionalText().flatMap { Place.Level(rawValue: $0) }
        place.code = try reader.optionalText()
        kind = try reader.optionalText()
        period = try reader.period()
        for _ in 0..<(try reader.count()) { sections.append(try Section(from: &reader)) }
        for _ in 0..<(try reader.count()) { observations.append(try Observation(from: &reader)) }
        for _ in 0..<(try reader.count()) { qualityFlags.append(try reader.text()) }
        fingerprint = try reader.fingerprint()
    }
}

extension Section {
    fileprivate func write(to writer: inout FieldWriter) {
        writer.integer(ordinal)
        writer.integer(parent)
        writer.integer(level)
        writer.text(marker)
        writer.integer(number)
        writer.text(title)
        writer.integer(charStart)
        writer.integer(charEnd)
        writer.integer(duplicateOf)
    }

    fileprivate init(from reader: inout FieldReader) throws(FieldReader.Malformed) {
        self.init(
            ordinal: try reader.integer(),
            parent: try reader.optionalInteger(),
            level: try reader.integer(),
            marker: try reader.optionalText(),
            number: try reader.optionalInteger(),
            title: try reader.optionalText(),
            charStart: try reader.integer(),
            charEnd: try reader.integer(),
            duplicateOf: try reader.optionalInteger()
        )
    }
}

extension Observation {
    fileprivate func write(to writer: inout FieldWriter) {
        writer.integer(ordinal)
        writer.integer(section)
        writer.text(name)
        writer.text(indicator)
        writer.text(measure.rawValue)
        writer.text(basis?.rawValue)
        writer.decimal(value)
        writer.decimal(valueLow)
        writer.decimal(valueHigh)
        writer.text(unit)
        writer.text(qualifier.rawValue)
        writer.text(status.rawValue)
        writer.period(period)
        writer.text(periodText)
        writer.text(refArea)
        writer.text(comparedWith)
        writer.flag(redacted)
        writer.integer(relatesTo)
        writer.integer(duplicateOf)
        writer.text(surface)
        writer.integer(charStart)
        writer.integer(charEnd)
    }

    fileprivate init(from reader: inout FieldReader) throws(FieldReader.Malformed) {
        self.init(
            ordinal: try reader.ordinal(),
            section: try reader.ordinal(),
            name: try reader.text(),
            indicator: try reader.optionalText(),
            measure: try reader.word(),
            basis: try reader.optionalWord(),
            value: try reader.decimal(),
            valueLow: try reader.decimal(),
            valueHigh: try reader.decimal(),
            unit: try reader.text(),
            qualifier: try reader.word(),
            status: try reader.word(),
            period: try reader.period(),
            periodText: try reader.optionalText(),
            refArea: try reader.optionalText(),
            comparedWith: try reader.optionalText(),
            redacted: try reader.flag(),
            relatesTo: try reader.optionalOrdinal(),
            duplicateOf: try reader.optionalOrdinal(),
            surface: try reader.text(),
            charStart: try reader.ordinal(),
            charEnd: try reader.ordinal()
        )
    }
}

extension FieldWriter {
    fileprivate mutating func period(_ period: Period?) {
        date(period?.start)
        date(period?.end)
    }

    /// Appends a day or its absence.
    package mutating func date(_ date: CalendarDate?) {
        flag(date != nil)
        if let date {
            integer(date.year)
            integer(date.month)
            integer(date.day)
        }
    }

    fileprivate mutating func fingerprint(_ fingerprint: Fingerprint?) {
        flag(fingerprint != nil)
        if let fingerprint {
            integer(fingerprint.sketch.count)
            for hash in fingerprint.sketch { integer(Int(hash)) }
        }
    }

    fileprivate mutating func decimal(_ value: ExactDecimal?) {
        flag(value != nil)
        if let value {
            integer(Int(truncatingIfNeeded: value.mantissa))
            integer(Int(truncatingIfNeeded: value.mantissa >> 64))
            integer(value.scale)
        }
    }
}

extension FieldReader {
    fileprivate mutating func period() throws(Malformed) -> Period? {
        let start = try date()
        let end = try date()
        guard let start, let end else { return nil }
        return Period(start: start, end: end)
    }

    /// Reads a day or its absence.
    package mutating func date() throws(Malformed) -> CalendarDate? {
        guard try flag() else { return nil }
        let date = CalendarDate(year: try integer(), month: try integer(), day: try integer())
        guard let date else { throw Malformed() }
        return date
    }

    fileprivate mutating func fingerprint() throws(Malformed) -> Fingerprint? {
        guard try flag() else { return nil }
        var sketch: [Int32] = []
        for _ in 0..<(try count()) {
            guard let hash = Int32(exactly: try integer()) else { throw Malformed() }
            sketch.append(hash)
        }
        return Fingerprint(sketch: sketch)
    }

    fileprivate mutating func decimal() throws(Malformed) -> ExactDecimal? {
        guard try flag() else { return nil }
        let low = UInt64(bitPattern: Int64(try integer()))
        let high = Int128(try integer())
        let scale = try integer()
        guard (0...38).contains(scale) else { throw Malformed() }
        return ExactDecimal(mantissa: high << 64 | Int128(low), scale: scale)
    }

    fileprivate mutating func word<Word: RawRepresentable<String>>() throws(Malformed) -> Word {
        guard let word = Word(rawValue: try text()) else { throw Malformed() }
        return word
    }

    fileprivate mutating func optionalWord<Word: RawRepresentable<String>>() throws(Malformed) -> Word? {
        try flag() ? try word() : nil
    }
}
