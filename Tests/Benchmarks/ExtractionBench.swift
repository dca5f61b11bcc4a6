import Extraction

/// How fast one core extracts.
struct ExtractionBench {
    let extractor: Extractor
    /// What the bodies are: figures bear it in their names.
    let name: String
    let bodies: [[UInt8]]

    /// MB/s over all bodies in total, a few passes each, and what share of the time each stage took; medians of seven.
    func figures() -> [Figure] {
        let bytes = bodies.reduce(0) { $0 + $1.count }
        let passes = max(1, 8_000_000 / max(1, bytes))
        var rates: [Double] = []
        var shares: [ExtractionStage: [Double]] = [:]
        var observations = 0
        for _ in 0..<7 {
            observations = 0
            var spent: [ExtractionStage: Duration] = [:]
            let start = ContinuousClock.now
            for _ in 0..<passes {
                for body in bodies {
                    var last = ContinuousClock.now
                    let report = extractor.extract(body.span) { stage in
                        let now = ContinuousClock.now
                        spent[stage, default: .zero] += now - last
                        last = now
                    }
                    observations += report.observations.count
                }
            }
            let elapsed = ContinuousClock.now - start
            rates.append(Double(bytes * passes) / (elapsed / .seconds(1)) / 1_000_000)
            for (stage, time) in spent { shares[stage, default: []].append(time / elapsed * 100) }
        }
        let stages = ExtractionStage.allCases.map {
            Figure(name: "  \($0.rawValue)", value: Figure.median(shares[$0] ?? []), unit: "% of the time")
        }
        return [Figure(name: "extraction of \(name), one core", value: Figure.median(rates), unit: "MB/s")] + stages + [
            Figure(name: "  observations in one pass", value: Double(observations / passes), unit: "rows")
        ]
    }
}
