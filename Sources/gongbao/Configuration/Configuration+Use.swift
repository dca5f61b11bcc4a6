import ArgumentParser
import Decoding
import Dictionaries
import Extraction
import Ingestion
import Logging
import Platform

extension Configuration {
    /// What a worker goes by.
    var worker: WorkerConfiguration {
        var worker = WorkerConfiguration()
        worker.connections = integer(.workerConnections)
        // The sessions and a server on the same host need the other half of the processors; a batch with one reader only
        // waits for it longer than for the server.
        worker.readers = max(2, HostInformation.processorCount / (2 * worker.connections))
        worker.batchJobs = integer(.workerBatchJobs)
        worker.batchBytes = integer(.workerBatchBytes)
        worker.reportByteLimit = integer(.workerMaximumReportBytes)
        worker.pollFirst = .milliseconds(integer(.workerPollMilliseconds))
        worker.pollLongest = .milliseconds(integer(.workerPollIdleMilliseconds))
        worker.drainDeadline = .seconds(integer(.workerDrainSeconds))
        worker.retentionDays = integer(.retentionDays)
        worker.reportSeconds = integer(.workerReportSeconds)
        worker.memoryLimit = integer(.workerMemoryMegabytes) << 20
        worker.retry.quarantineAfter = integer(.workerQuarantineAfter)
        worker.retry.attempts = integer(.retryAttempts)
        worker.retry.first = .seconds(integer(.retryFirstSeconds))
        worker.retry.longest = .seconds(integer(.retryLongestSeconds))
        worker.answerDeadline = .seconds(integer(.databaseAnswerSeconds))
        return worker
    }

    /// How documents are converted.
    var conversion: ChildConversion {
        let settings: [DocumentKind: Setting] = [
            .pdf: .converterPDF, .docx: .converterDocx, .doc: .converterDoc, .rtf: .converterRTF,
        ]
        return ChildConversion(
            commands: settings.mapValues { text($0).split(separator: " ").map(String.init) },
            allowance: ResourceLimits.Allowance(
                seconds: integer(.converterSeconds),
                memory: integer(.converterMemoryMegabytes) << 20,
                output: integer(.workerMaximumReportBytes)
            )
        )
    }

    /// The least severe events that are logged.
    var logLevel: Logger.Level {
        Logger.Level(rawValue: text(.logLevel)) ?? .info
    }

    /// The built-in words, or those of `dictionary.path`.
    ///
    /// - Throws: ``ConfigurationError`` that names the file and, where its contents are wrong, the line.
    func vocabulary() throws(ConfigurationError) -> Vocabulary {
        let folder = text(.dictionaryPath)
        guard !folder.isEmpty else { return Dictionaries.vocabulary }
        func bytes(_ name: String) throws(ConfigurationError) -> [UInt8] {
            do throws(FileError) {
                return try InputFile("\(folder)/\(name).tsv").read(limit: 64 << 20)
            } catch {
                throw ConfigurationError(error)
            }
        }
        let indicators = try bytes("indicators")
        let units = try bytes("units")
        let cues = try bytes("cues")
        let places = InputFile("\(folder)/places.tsv").exists ? try bytes("places") : Dictionaries.places
        do throws(VocabularyError) {
            return try Vocabulary(indicators: indicators, units: units, cues: cues, places: places)
        } catch {
            throw ConfigurationError(
                origin: "\(folder)/\(error.dictionary).tsv:\(error.line)",
                reason: error.reason
            )
        }
    }

    /// The same for a command: an error goes to standard error and ends it with EX_CONFIG.
    func vocabularyOrExit() throws -> Vocabulary {
        do throws(ConfigurationError) {
            return try vocabulary()
        } catch {
            throw try ExitCode.configuration.telling(error)
        }
    }
}
