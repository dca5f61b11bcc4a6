"""Work and what psql asks, before and behind a long history of settled jobs: neither may cost more for it."""
import concurrent.futures
import os
import statistics
import subprocess
import time

from horizon import work
from measuring import percentile

WIDTH = 1_000_000
# What the README and the manual tell an operator to ask; each under 20 ms.
QUESTIONS = {
    "SELECT * FROM gongbao.queue": "SELECT * FROM gongbao.queue",
    "one job, of the first": "SELECT * FROM gongbao.job WHERE id = 17",
    "one job, in the middle": "SELECT * FROM gongbao.job WHERE id = {middle}",
    "one job, of the last": "SELECT * FROM gongbao.job WHERE id = {last}",
    "the latest five jobs": "SELECT * FROM gongbao.job WHERE id IS NOT NULL ORDER BY id DESC LIMIT 5",
    "gongbao.health()": "SELECT * FROM gongbao.health()",
}


def options(parser):
    parser.add_argument("--jobs", type=int, default=4_000_000, help="settled before; 50000000 take 15 GB")
    parser.add_argument("--fresh", type=int, default=200_000, help="worked before and behind them")
    parser.add_argument("--connections", type=int, default=2)


def settle(stage, first, last):
    """Tickets of one partition with their outcomes, as if they had been worked over the last month but one day."""
    place = f"p{first // WIDTH * WIDTH:012}"
    stage.cluster.sql(f"""
        SET synchronous_commit = off;
        INSERT INTO gongbao.ticket_{place} (id, report_id, root_id, priority, enqueued_at)
        SELECT g, 1 + g % 1000, g, CASE WHEN g % 10 < 7 THEN 1 ELSE 2 END, now() - interval '31 days' + g * interval '30 days' / {stage.history}
        FROM generate_series({first}::bigint, {last}) AS g;
        INSERT INTO gongbao.outcome_{place} (job_id, report_id, state, row_count, cpu_microseconds, finished_at)
        SELECT g, 1 + g % 1000, 'succeeded', 180, 400, now() - interval '31 days' + g * interval '30 days' / {stage.history}
        FROM generate_series({first}::bigint, {last}) AS g""")
    # What upkeep and autovacuum do while jobs come in one by one.
    for table, index in (("ticket", "report_id_idx"), ("outcome", "finished_at_idx")):
        stage.cluster.sql(f"SELECT brin_summarize_new_values('gongbao.{table}_{place}_{index}')")
        stage.cluster.sql(f"VACUUM ANALYZE gongbao.{table}_{place}")


def generate(stage, count):
    """Settled jobs behind the watermark, from the partition after those that were worked, and a week's journal of them."""
    begin = int(stage.cluster.sql("SELECT last_value FROM gongbao.job_id")[0]) // WIDTH * WIDTH + WIDTH
    end = begin + count - 1
    stage.history = end
    stage.cluster.sql(f"SELECT gongbao.ensure_partitions({end + 3 * WIDTH})")
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda first: settle(stage, first, min(first + WIDTH - 1, end)), range(begin, end + 1, WIDTH)))
    stage.cluster.sql(f"""
        SELECT setval('gongbao.job_id', {end});
        INSERT INTO gongbao.watermark (job_id, ceiling, drawers, priority) SELECT {end}, {end}, '{{}}', p FROM generate_series(0, 2) AS p;
        INSERT INTO gongbao.linking (urgent, normal, backfill) VALUES ({end}, {end}, {end});
        INSERT INTO gongbao.batch (worker_id, priority, first_id, job_ids, started_at)
        SELECT 1, 1, g, ARRAY(SELECT generate_series(g, least(g + 99, {end}))), now() - interval '1 day'
        FROM generate_series({end - count * 7 // 30}::bigint, {end}, 100) AS g;
        INSERT INTO gongbao.batch_end (batch_id, how) SELECT id, 'committed' FROM gongbao.batch ON CONFLICT DO NOTHING;
        INSERT INTO gongbao.outcome_tally (jobs, row_count, cpu_microseconds, state) VALUES ({count}, {count}::bigint * 180, {count}::bigint * 400, 'succeeded')""")
    stage.cluster.sql("VACUUM ANALYZE gongbao.batch, gongbao.batch_end")
    stage.cluster.sql("CHECKPOINT")
    return begin + count // 2, end


def answers(stage, middle, last):
    """Milliseconds for each question, the median of several."""
    taken = {}
    for name, question in QUESTIONS.items():
        script = "\\timing on\n" + f"{question.format(middle=middle, last=last)};\n" * 9
        done = subprocess.run(["psql", "-XAtq", stage.cluster.conninfo], input=script, capture_output=True, text=True, check=True)
        taken[name] = statistics.median(float(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("Time: "))
    taken["gongbao status, the whole process"] = process(stage, "status", "--database", stage.cluster.conninfo)
    taken["a process that asks nothing"] = process(stage, "--version")
    stage.start_worker()
    while stage.cluster.sql("SELECT cardinality(gongbao.live_workers())") == ["0"]:
        time.sleep(0.05)
    taken["gongbao status beside an idle worker"] = process(stage, "status", "--database", stage.cluster.conninfo)
    stage.drain()
    return taken


def process(stage, *arguments):
    """Milliseconds from start to end, the median of several."""
    times = []
    for _ in range(9):
        since = time.monotonic()
        subprocess.run([stage.binary, *arguments], capture_output=True)
        times.append((time.monotonic() - since) * 1000)
    return statistics.median(times)


def run(stage, arguments):
    figures = {}
    work(stage, 20_000, arguments.connections)
    last = int(stage.cluster.sql("SELECT last_value FROM gongbao.job_id")[0])
    for name in ("before", "behind"):
        if name == "behind":
            since = time.monotonic()
            middle, last = generate(stage, arguments.jobs)
            size = stage.cluster.sql("SELECT pg_size_pretty(pg_database_size('postgres'))")[0]
            print(f"{arguments.jobs:,} settled jobs generated in {time.monotonic() - since:.0f} s, the database has {size}", flush=True)
        first_tenth, last_tenth, durations = work(stage, arguments.fresh, arguments.connections)
        line = {"jobs": arguments.fresh, "first_tenth": round(first_tenth), "last_tenth": round(last_tenth),
                "claim_p50_ms": percentile(durations, 0.5), "claim_p99_ms": percentile(durations, 0.99)}
        line["answers_ms"] = answers(stage, middle if name == "behind" else last // 2, last)
        figures[name] = line
        print(f"{name:8}{arguments.fresh:9,} jobs  {first_tenth:8,.0f}/s and {last_tenth:8,.0f}/s in the first and last tenth, claim p50 "
              f"{line['claim_p50_ms']:.2f} ms, p99 {line['claim_p99_ms']:.1f} ms, load {os.getloadavg()[0]:.1f}", flush=True)
    print(f"{'':36}{'before':>10}{'behind':>10}")
    for name, taken in figures["behind"]["answers_ms"].items():
        print(f"{name:36}{figures['before']['answers_ms'][name]:7.1f} ms{taken:7.1f} ms")
    return figures
