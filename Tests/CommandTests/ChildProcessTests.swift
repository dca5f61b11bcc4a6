import Testing

@testable import Platform

@Suite struct ChildProcessTests {
    /// Else whoever is told to stop turns in a circle until the killed child has gone.
    @Test func aCancelledTaskRestsBetweenLooks() async {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await ContinuousClock().measure { await ChildProcess.rest(for: .milliseconds(30)) }
        }
        task.cancel()
        #expect(await task.value >= .milliseconds(30))
    }
}
