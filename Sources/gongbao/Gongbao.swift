import ArgumentParser

@main
struct Gongbao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gongbao",
        abstract: "Turns Chinese government work reports into sections and observations in PostgreSQL.",
        version: "0.1.0",
        subcommands: [
            Work.self, Enqueue.self, Status.self, Extract.self, Migrate.self, Maintain.self, Reextract.self,
            ReadIsolated.self, RunConverter.self,
        ]
    )

    static func main() async {
        guard let look = StatusLook(plain: CommandLine.arguments.dropFirst()) else { return await main(nil) }
        do {
            try await look.run()
        } catch {
            exit(withError: error)
        }
    }
}
