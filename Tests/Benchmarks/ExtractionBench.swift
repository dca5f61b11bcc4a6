import Extraction

/// How fast one core extracts.
struct ExtractionBench {
    let extractor: Extractor
    let bodies: [[UInt8]]

    /// MB/s over all bodies, a few passes each, the median of seven.
    func figures() -> [Figure] {
        let bytes = bodies.reduce(0) { $0 + $1.count }
        let passes = max(1, 8_000_000 / max(1, bytes))
        var rates: [Double] = []
        var observations = 0
        for _ in 0..<7 {
            observations = 0
            let start = ContinuousClock.now
            for _ in 0..<passes {
                for body in bodies { observations += extractor.extract(body.span).observations.count }
            }
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            rates.append(Double(bytes * passes) / elapsed / 1_000_000)
        }
        return [
            Figure(name: "extraction, one core", value: Figure.median(rates), unit: "MB/s"),
            Figure(name: "observations in one pass", value: Double(observations / passes), unit: "rows"),
        ]
    }
}
