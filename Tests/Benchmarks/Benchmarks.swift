import ArgumentParser

/// The benchmarks; without a name throughput is measured.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gongbao-bench",
        subcommands: [Bench.self, LatencyBench.self, NoOpWorkerBench.self, RawQueueBench.self],
        defaultSubcommand: Bench.self
    )
}
