import Ingestion
import Postgres

/// Lays out how jobs ended as rows of a binary COPY.
enum OutcomeWriter {
    static let statement: SQL = """
        COPY gongbao.outcome (job_id, report_id, batch_id, row_count, cpu_microseconds, state, attempt, sqlstate, error) \
        FROM STDIN (FORMAT binary)
        """

    static func rows(_ results: [JobResult], batch: Int64) -> BinaryCopyWriter {
        var writer = BinaryCopyWriter()
        for result in results {
            let state: String
            var failure: (sqlState: String?, error: String)?
            switch result.verdict {
            case .succeeded: state = "succeeded"
            case .discarded(let error, let sqlState):
                state = "discarded"
                failure = (sqlState, error)
            case .retried(let error, let sqlState, _):
                state = "retried"
                failure = (sqlState, error)
            case .failed(let error, let sqlState):
                state = "failed"
                failure = (sqlState, error)
            case .quarantined(let error):
                state = "quarantined"
                failure = (nil, error)
            }
            writer.row(fields: 9)
            writer.int64(result.job.id)
            writer.int64(result.job.reportID)
            writer.int64(batch)
            writer.int32(result.rowCount)
            writer.int32(result.microseconds)
            writer.text(state)
            writer.int16(result.job.attempt)
            writer.text(failure?.sqlState)
            writer.text(failure?.error)
        }
        return writer
    }
}
