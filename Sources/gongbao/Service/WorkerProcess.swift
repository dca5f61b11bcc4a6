import Extraction
import Ingestion
import Logging
import Platform
import ServiceLifecycle
import Storage
import UnixSignals

/// The worker as a process: SIGTERM and SIGINT drain it, a second one stops it at once, SIGHUP takes over the configuration anew.
///
/// A new configuration is a new worker: the old one finishes the batches in hand first, so every setting can change.
struct WorkerProcess: Sendable {
    /// All that a worker goes by.
    struct Setup: Sendable {
        /// The effective settings.
        var settings: Configuration
        /// The extractor's words.
        var vocabulary: Vocabulary

        /// The database to work.
        fileprivate var conninfo: String { settings.text(.databaseConninfo) }
    }

    private enum Command: Sendable {
        case stop
        /// Nothing is left to wait for.
        case begin
        case replace(Setup)
    }

    /// Whether to end once the queue is empty.
    let untilEmpty: Bool
    /// What is known of the workers before; nil where nobody starts one again.
    let restarts: RestartBackOff?
    /// Reads the configuration.
    let read: @Sendable () throws(ConfigurationError) -> Setup
    private let reporter = ServiceReporter(ServiceManager())
    private let urgency = DrainingService.Urgency()

    /// A process whose configuration comes from `read`, at the start and at each SIGHUP.
    init(
        untilEmpty: Bool,
        restarts: RestartBackOff?,
        read: @escaping @Sendable () throws(ConfigurationError) -> Setup
    ) {
        self.untilEmpty = untilEmpty
        self.restarts = restarts
        self.read = read
    }

    /// Works until told to stop, or with `untilEmpty` until nothing is left.
    ///
    /// - Throws: `IngestionError.setup` where starting again would not mend it.
    func run(_ first: Setup) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        let (commands, orders) = AsyncStream.makeStream(of: Command.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await obey(signals, from: first, orders) }
            defer { group.cancelAll() }
            var setup = first
            switch await pause(logger(first.settings), commands, orders) {
            case .stop: return
            case .begin: break
            case .replace(let next):
                // What has changed may be what made them fail.
                restarts?.forget()
                _ = try? restarts?.begin()
                setup = next
            }
            var owed = OwedEnds()
            while case .replace(let next) = try await work(setup, owed, commands) {
                // Another database has another journal.
                if next.conninfo != setup.conninfo { owed = OwedEnds() }
                setup = next
            }
        }
    }

    /// Waits where the workers before this one failed, and gives back the command that ends it.
    private func pause(
        _ logger: Logger,
        _ commands: AsyncStream<Command>,
        _ orders: AsyncStream<Command>.Continuation
    ) async -> Command {
        let seconds = secondsToWait(logger)
        guard seconds > 0 else { return .begin }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<seconds {
                    guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
                    reporter.stillWaiting()
                }
                orders.yield(.begin)
            }
            defer { group.cancelAll() }
            for await command in commands { return command }
            return .stop
        }
    }

    /// How long to wait because the workers before this one failed; says so.
    private func secondsToWait(_ logger: Logger) -> Int {
        guard let restarts else { return 0 }
        do throws(FileError) {
            let (failures, seconds) = try restarts.begin()
            guard seconds > 0 else { return 0 }
            reporter.waiting(seconds: seconds, failures: failures)
            logger.warning(
                "waiting after failures in a row",
                metadata: ["failures": "\(failures)", "seconds": "\(seconds)"]
            )
            return seconds
        } catch {
            logger.warning("failures in a row are not counted", metadata: ["error": "\(error)"])
            return 0
        }
    }

    /// A logger that goes by the settings.
    private func logger(_ settings: Configuration) -> Logger {
        var logger = Logger(label: "gongbao")
        logger.logLevel = settings.logLevel
        return logger
    }

    /// Turns signals into commands for the worker at hand.
    private func obey(
        _ signals: UnixSignalsSequence,
        from first: Setup,
        _ orders: AsyncStream<Command>.Continuation
    ) async {
        var current = first.settings
        var isStopping = false
        for await signal in signals {
            guard signal == .sighup else {
                if isStopping { urgency.raise() }
                isStopping = true
                // However this ends, it is no failure.
                restarts?.forget()
                reporter.stopping()
                orders.yield(.stop)
                continue
            }
            let logger = logger(current)
            do throws(ConfigurationError) {
                let next = try read()
                let changed = Setting.all.filter { next.settings.text($0) != current.text($0) }.map(\.key)
                logger.notice("reloading", metadata: ["changed": "\(changed.joined(separator: " "))"])
                current = next.settings
                reporter.reloading()
                orders.yield(.replace(next))
            } catch {
                logger.error("configuration refused, the one before stays", metadata: ["error": "\(error)"])
            }
        }
    }

    /// One worker's life; gives back the command that ended it, nil where it ended by itself.
    private func work(_ setup: Setup, _ owed: OwedEnds, _ commands: AsyncStream<Command>) async throws -> Command? {
        var configuration = setup.settings.worker
        configuration.untilEmpty = untilEmpty
        let logger = logger(setup.settings)
        let opener = QueueOpener(
            conninfo: setup.conninfo,
            configuration: configuration,
            vocabulary: setup.vocabulary,
            owed: owed
        )
        let readings = Readings()
        let guardian = WorkerGuard(
            readings: readings,
            limit: .seconds(configuration.reportSeconds),
            memory: configuration.memoryLimit,
            logger: logger
        )
        guardian.watch()
        defer { guardian.stop() }
        let worker = Worker(
            reading: Self.reading(setup, configuration, readings),
            configuration: configuration,
            logger: logger,
            observe: reporter.note,
            connect: { () async throws(IngestionError) in try await opener.open() }
        )
        let service = DrainingService(
            worker: worker,
            deadline: configuration.drainDeadline,
            urgency: urgency,
            guardian: guardian
        )
        let listener = CommandListener(commands: commands)
        let group = Self.group(service, listener)
        announce(configuration, logger)
        do {
            try await group.run()
        } catch IngestionError.setup(let message) {
            reporter.failed("cannot work: \(message)")
            logger.critical("cannot work", metadata: ["error": "\(message)"])
            throw IngestionError.setup(message)
        }
        return await listener.command
    }

    /// The worker and the commands to it, of which either's end ends the other.
    private static func group(_ service: DrainingService, _ listener: CommandListener) -> ServiceGroup {
        ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: listener, successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
            )
        )
    }

    /// Says to the log and to the service manager that the worker is up.
    private func announce(_ configuration: WorkerConfiguration, _ logger: Logger) {
        logger.info(
            "started",
            metadata: ["connections": "\(configuration.connections)", "version": "\(Extractor.version)"]
        )
        if !ConfinedProgram.canHideFiles {
            logger.warning(
                "converters see the worker's files: the kernel has no Landlock, or the service may not use it"
            )
        }
        reporter.ready(lanes: configuration.connections)
    }

    private static func reading(
        _ setup: Setup,
        _ configuration: WorkerConfiguration,
        _ readings: Readings
    ) -> Reading {
        Reading(
            reader: ReportReader(
                extractor: Extractor(vocabulary: setup.vocabulary),
                byteLimit: configuration.reportByteLimit
            ),
            isolation: ChildIsolation(
                seconds: configuration.reportSeconds,
                memory: configuration.memoryLimit,
                byteLimit: configuration.reportByteLimit,
                dictionaries: setup.settings.text(.dictionaryPath)
            ),
            conversion: setup.settings.conversion,
            readings: readings
        )
    }

    /// Waits for the next command, which ends the group.
    private actor CommandListener: Service {
        private let commands: AsyncStream<Command>
        private(set) var command: Command?

        init(commands: AsyncStream<Command>) { self.commands = commands }

        func run() async throws {
            for await command in commands.cancelOnGracefulShutdown() {
                // It comes late where another command ended the pause.
                if case .begin = command { continue }
                self.command = command
                return
            }
        }
    }
}
