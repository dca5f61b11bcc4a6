import ArgumentParser
import Platform

extension ExitCode {
    /// EX_CONFIG: configuration or schema are wrong, starting again would not mend it.
    static let configuration = ExitCode(78)

    /// This code to end the command with, once standard error has the error, in letters that do nothing to a terminal.
    func telling(_ error: any Error) throws -> ExitCode {
        try StandardStream.error.write("gongbao: \(TerminalText.inert("\(error)"))\n")
        return self
    }
}
