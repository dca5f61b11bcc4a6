import Ingestion
import Platform
import Synchronization
import TestSupport
import Testing

@testable import gongbao

/// What the service manager is told.
@Suite struct ServiceReporterTests {
    /// A clock that is moved by hand, and the lines that were sent.
    private final class Bench: Sendable {
        private let start = ContinuousClock.now
        private let elapsed = Mutex(Duration.zero)
        private let lines = Mutex<[String]>([])

        var reporter: ServiceReporter {
            ServiceReporter(
                now: { self.start + self.elapsed.withLock { $0 } },
                send: { sent in self.lines.withLock { $0 += sent } }
            )
        }

        func advance(_ duration: Duration) { elapsed.withLock { $0 += duration } }

        /// What was sent since it was asked last.
        func sent() -> [String] {
            lines.withLock { lines in
                defer { lines = [] }
                return lines
            }
        }
    }

    @Test func readyComesBeforeTheDatabase() {
        let bench = Bench()
        bench.reporter.ready(lanes: 2)
        #expect(bench.sent() == ["READY=1", "STATUS=connecting to the database"])
    }

    @Test func theWatchdogIsFedOnceEveryLaneCameRound() {
        let bench = Bench()
        let reporter = bench.reporter
        reporter.ready(lanes: 2)
        reporter.note(.connected(lane: 0))
        reporter.note(.turned(lane: 0))
        #expect(!bench.sent().contains("WATCHDOG=1"))
        reporter.note(.connected(lane: 1))
        #expect(bench.sent().contains("WATCHDOG=1"))
        // A lane that is stuck starves it, however busy the other one is.
        for _ in 0..<100 {
            bench.advance(.seconds(1))
            reporter.note(.worked(lane: 0, finished: 1, failed: 0))
        }
        #expect(!bench.sent().contains("WATCHDOG=1"))
        reporter.note(.turned(lane: 1))
        #expect(bench.sent() == ["WATCHDOG=1"])
    }

    @Test func anUnreachableDatabaseStarvesNobody() {
        let bench = Bench()
        let reporter = bench.reporter
        reporter.ready(lanes: 1)
        for _ in 0..<3 {
            bench.advance(.seconds(10))
            reporter.note(.disconnected(lane: 0, reason: "no route"))
            let sent = bench.sent()
            #expect(sent.contains("WATCHDOG=1"))
        }
    }

    @Test func anIdleLoopDoesNotFloodTheManager() {
        let bench = Bench()
        let reporter = bench.reporter
        reporter.ready(lanes: 1)
        reporter.note(.connected(lane: 0))
        _ = bench.sent()
        for _ in 0..<40 {
            bench.advance(.milliseconds(250))
            reporter.note(.turned(lane: 0))
        }
        #expect(bench.sent() == Array(repeating: "WATCHDOG=1", count: 10))
    }

    @Test func theStateIsToldInWords() {
        let bench = Bench()
        let reporter = bench.reporter
        reporter.ready(lanes: 2)
        reporter.note(.disconnected(lane: 0, reason: "refused"))
        #expect(bench.sent().last == "STATUS=waiting for the database: refused")
        reporter.note(.hindered(lane: 0, reason: "no process"))
        #expect(bench.sent().last == "STATUS=waiting for this host: no process")
        reporter.note(.disconnected(lane: 0, reason: "refused"))
        reporter.note(.connected(lane: 1))
        #expect(
            bench.sent().last == "STATUS=working over 1 of 2 connections, 0 jobs finished, 0 failed; refused"
        )
        reporter.note(.connected(lane: 0))
        reporter.note(.worked(lane: 0, finished: 40, failed: 2))
        bench.advance(.seconds(5))
        reporter.note(.worked(lane: 1, finished: 2, failed: 0))
        #expect(bench.sent().last == "STATUS=working over 2 of 2 connections, 42 jobs finished, 2 failed")
    }

    /// The reason comes from the network: it must be unable to say anything but words.
    @Test func aReasonIsNoAssignment() {
        let bench = Bench()
        let reporter = bench.reporter
        reporter.ready(lanes: 1)
        _ = bench.sent()
        reporter.note(.disconnected(lane: 0, reason: "gone\nMAINPID=1\u{1B}[2J" + String(repeating: "长", count: 5000)))
        let status = bench.sent().filter { $0.hasPrefix("STATUS=") }
        #expect(status.count == 1)
        #expect(status.allSatisfy { !$0.contains("\n") && !$0.contains("\u{1B}") && $0.utf8.count < 800 })
    }
}

/// The worker as a service, without a database: nothing of it may wait for one.
@Suite(.timeLimit(.minutes(2))) struct ServiceProcessTests {
    private static let nowhere = "host=/nonexistent"

    @Test(arguments: [true, false])
    func tellsItsStateWithoutADatabase(isAbstract: Bool) async throws {
        let manager = try #require(NotificationSocket(isAbstract: isAbstract))
        let child = try Program.start(
            ["worker", "--database", Self.nowhere],
            environment: ["NOTIFY_SOCKET": manager.address]
        )
        #expect(try await manager.next() == ["READY=1", "STATUS=connecting to the database"])
        let status = try await manager.next(with: "STATUS=").first { $0.hasPrefix("STATUS=") }
        #expect(status?.hasPrefix("STATUS=waiting for the database: ") == true)
        _ = try await manager.next(with: "WATCHDOG=1")
        child.send(signal: 15)
        #expect(try await manager.next(with: "STOPPING=1") == ["STOPPING=1", "STATUS=finishing the batches in hand"])
        #expect(await child.wait() == .exited(0))
    }

    @Test func takesOverAConfigurationAndRefusesAWrongOne() async throws {
        let manager = try #require(NotificationSocket(isAbstract: true))
        let file = OutputFile("/tmp/gongbao-\(UInt64.random(in: 0...UInt64.max)).conf")
        defer { file.remove() }
        func write(_ text: String) throws { try file.replace(with: Array(text.utf8)) }
        try write("worker.connections = 2\n")
        let child = try Program.start(
            ["worker", "--database", Self.nowhere, "--config", file.path],
            environment: ["NOTIFY_SOCKET": manager.address]
        )
        _ = try await manager.next(with: "READY=1")
        try write("worker.connections = 3\nlog.level = notice\n")
        child.send(signal: 1)
        _ = try await manager.next(with: "RELOADING=1")
        _ = try await manager.next(with: "READY=1")
        #expect(child.errorOutput.contains("level=notice event=reloading changed=\"worker.connections log.level\"\n"))

        try write("worker.connections = 0\n")
        child.send(signal: 1)
        let refused = "\(file.path):1: 0 is out of range; worker.connections takes 1 to 64 connections"
        while !child.errorOutput.contains(
            "event=\"configuration refused, the one before stays\" error=\"\(refused)\"\n"
        ) {
            try await Task.sleep(for: .milliseconds(5))
        }
        _ = try await manager.next(with: "WATCHDOG=1")
        child.send(signal: 15)
        #expect(await child.wait() == .exited(0))
        // The first worker at info, the second at the level of its own configuration.
        let lines = child.errorOutput.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("level=info event=started ") }.count == 1)
        #expect(lines.filter { $0.hasPrefix("level=info event=drained ") }.count == 1)
    }

    @Test func withoutAManagerNothingIsSent() {
        #expect(ServiceManager { _ in nil } == nil)
        #expect(ServiceManager { _ in "relative" } == nil)
        #expect(ServiceManager { _ in "/" + String(repeating: "x", count: 107) } == nil)
        func interval(_ variables: [String: String]) -> Duration? {
            ServiceManager { variables[$0] ?? ($0 == "NOTIFY_SOCKET" ? "@x" : nil) }?.watchdogInterval
        }
        #expect(interval([:]) == nil)
        #expect(interval(["WATCHDOG_USEC": "300000000"]) == .seconds(300))
        #expect(interval(["WATCHDOG_USEC": "300000000", "WATCHDOG_PID": "1"]) == nil)
        #expect(interval(["WATCHDOG_USEC": "x"]) == nil)
    }
}
