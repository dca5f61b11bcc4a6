/// What a worker tells whoever watches over its process.
///
/// Each lane tells at least once in each of its loop's rounds, so that silence means it is stuck.
package enum WorkerEvent: Sendable, Equatable {
    /// A lane has a session.
    case connected(lane: Int)
    /// A lane lost its session or gets none; told for each attempt.
    case disconnected(lane: Int, reason: String)
    /// A lane cannot work for want of a process on this host, over sessions that are well; told for each attempt.
    case hindered(lane: Int, reason: String)
    /// A lane's loop came round.
    case turned(lane: Int)
    /// A batch came to its end; of `finished` jobs `failed` did not succeed.
    case worked(lane: Int, finished: Int, failed: Int)
}
