"""An analyst's long query over all observations beside the workers: the queue must not get slower."""
import statistics

from measuring import Session, busy, claims, now, percentile, settled

# One pass over every observation takes seconds; without parallel workers it has one core to itself and takes none.
QUERY = """
SELECT ref_area, indicator, unit, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY value), count(DISTINCT surface)
FROM gongbao.observation GROUP BY 1, 2, 3 ORDER BY 4 DESC"""


def options(parser):
    parser.add_argument("--history", type=int, default=10_000, help="reports worked before")
    parser.add_argument("--seconds", type=float, default=6, help="of each window")
    parser.add_argument("--rounds", type=int, default=4, help="windows with and without the query, in turn")
    parser.add_argument("--connections", type=int, default=1)


def run(stage, arguments):
    stage.fill(arguments.history)
    stage.start_worker(connections=2)
    stage.wait_until_settled()
    stage.drain()
    stage.cluster.sql("ANALYZE")
    rows = int(stage.cluster.sql("SELECT count(*) FROM gongbao.observation")[0])
    stage.start_worker(connections=arguments.connections)
    rates, durations = {False: [], True: []}, {False: [], True: []}
    for turn in range(2 * arguments.rounds):
        is_beside = turn % 2 == 1
        stage.top_up(int(arguments.seconds * 5000), int(arguments.seconds * 5000))
        stage.wait_for_progress()
        analyst = Session(stage.cluster)
        if is_beside:
            analyst.tell("SET max_parallel_workers_per_gather = 0; BEGIN ISOLATION LEVEL REPEATABLE READ")
            for _ in range(100):
                analyst.tell(QUERY)
        busy(1)
        since = now()
        busy(arguments.seconds)
        until = now()
        analyst.close()
        stage.cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'psql' AND pid <> pg_backend_pid()")
        if not stage.unsettled():
            raise SystemExit("the queue ran dry: measure for a shorter time")
        rates[is_beside].append(settled(stage.cluster, since, until))
        durations[is_beside] += claims(stage.cluster, since, until)
    stage.drain()
    alone, beside = statistics.median(rates[False]), statistics.median(rates[True])
    print(f"{rows:,} observations when it began")
    for name, rate, which in (("alone", alone, False), ("beside the query", beside, True)):
        print(f"{name:18}{rate:8.0f} jobs/s   claim p50 {percentile(durations[which], 0.5):5.2f} ms, p99 {percentile(durations[which], 0.99):6.1f} ms")
    print(f"{'ratio':18}{beside / alone:8.3f}")
    return {"observations": rows, "alone": alone, "beside": beside, "ratio": beside / alone,
            "claim_p99_ms_alone": percentile(durations[False], 0.99), "claim_p99_ms_beside": percentile(durations[True], 0.99)}
