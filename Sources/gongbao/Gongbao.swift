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
}
