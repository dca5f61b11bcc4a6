package import Postgres

/// A report as it is handed in.
package struct Submission: Sendable {
    /// What the report says.
    package enum Content: Sendable {
        /// Text, without NUL.
        case text(String)
        /// Bytes that a worker decodes.
        case raw([UInt8])
    }

    /// What the report says.
    package var content: Content
    /// Where it was found.
    package var sourceURL: String?
    /// The title on the page it came from.
    package var title: String?
    /// The day of publication, such as `2023-07-10`.
    package var publishedOn: String?
    /// The place whose government reports.
    package var refArea: String?
    /// 0 urgent, 1 normal, 2 backfill.
    package var priority = 1
    /// What the bytes are.
    package var mediaType = "text/plain"
    /// In which charset, where known.
    package var charset: String?

    /// A report of which nothing but its content is known.
    package init(_ content: Content) {
        self.content = content
    }
}

/// What became of a submission.
package struct Receipt: Sendable, Equatable {
    /// The job that works it, or that has the same content already.
    package let jobID: Int64
    /// The stored report.
    package let reportID: Int64
    /// Whether its content was there before.
    package let isDuplicate: Bool
}

/// Hands in reports, many in a transaction.
package struct ReportEnqueuer: Sendable {
    private let connection: PostgresConnection

    /// An enqueuer over `connection`.
    package init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// Stores all submissions in one transaction, or each in its own where one of them is refused.
    ///
    /// Each gets a receipt or the error that it alone caused. Handing the same in again after a lost connection does
    /// no harm: what is there already is a duplicate.
    ///
    /// - Throws: `PostgresError` where none of them could be stored: a lost connection, a missing schema or permission.
    package func enqueue(
        _ submissions: [Submission]
    ) async throws(PostgresError) -> [Result<Receipt, PostgresError>] {
        do throws(PostgresError) {
            return try await together(submissions).map { .success($0) }
        } catch {
            guard Self.concernsOne(error) else { throw error }
            if submissions.count == 1 { return [.failure(error)] }
        }
        var results: [Result<Receipt, PostgresError>] = []
        for submission in submissions {
            do throws(PostgresError) {
                results.append(.success(try await together([submission])[0]))
            } catch {
                guard Self.concernsOne(error) else { throw error }
                results.append(.failure(error))
            }
        }
        return results
    }

    private func together(_ submissions: [Submission]) async throws(PostgresError) -> [Receipt] {
        try await connection.execute("BEGIN")
        do throws(PostgresError) {
            var receipts: [Receipt] = []
            for submission in submissions { receipts.append(try await enqueue(submission)) }
            try await connection.execute("COMMIT")
            return receipts
        } catch {
            // What failed is the error to tell; a rollback that fails too ends with the connection.
            if !error.isConnectionLost { _ = try? await connection.execute("ROLLBACK") }
            throw error
        }
    }

    private func enqueue(_ submission: Submission) async throws(PostgresError) -> Receipt {
        var text: String?
        var bytes: String?
        switch submission.content {
        case .text(let content): text = content
        case .raw(let raw): bytes = Self.hexadecimal(raw)
        }
        return try await connection.query(
            Self.statement,
            [
                text, submission.sourceURL, submission.title, submission.publishedOn, submission.refArea,
                String(submission.priority), bytes, submission.mediaType, submission.charset,
            ]
        ) { rows throws(PostgresError) in
            guard rows.count == 1, let job = try rows.integer(row: 0, column: 0),
                let report = try rows.integer(row: 0, column: 1)
            else { throw PostgresError(.decoding, "gongbao.enqueue_report() gave no job") }
            return Receipt(jobID: job, reportID: report, isDuplicate: rows.bool(row: 0, column: 2))
        }
    }

    /// Whether another submission may fare better: not without connection, schema, function or permission.
    private static func concernsOne(_ error: PostgresError) -> Bool {
        if error.isConnectionLost { return false }
        return !["3F000", "42P01", "42883", "42501", "25006"].contains(error.sqlState)
    }

    /// The text form of bytea.
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = Array("\\x".utf8)
        text.reserveCapacity(2 * bytes.count + 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The trigger looks for the content's key in content_key's primary key.
    private static let statement: SQL = """
        SELECT job_id, report_id, duplicate FROM gongbao.enqueue_report(
            content => $1, source_url => $2, title => $3, published_on => $4::date, ref_area => $5,
            priority => $6::integer, raw => $7::bytea, media_type => $8, charset => $9)
        """
}
