import ArgumentParser
import Dictionaries
import Extraction

@main
struct Gongbao: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gongbao",
        abstract: "Turns Chinese government work reports into sections and observations in PostgreSQL.",
        version: "0.1.0"
    )

    func run() async throws {
        _ = Extractor(vocabulary: Dictionaries.vocabulary)
    }
}
