"""A transaction held open all the time, as a forgotten psql or a backup does: the queue must not get slower."""
import os
import statistics
import time

from measuring import Session, claims, now, percentile


def options(parser):
    parser.add_argument("--jobs", type=int, default=2_000_000, help="while it is held open; 0 for none")
    parser.add_argument("--rounds", type=int, default=4, help="of a shorter run without and one with it, for the claims")
    parser.add_argument("--short", type=int, default=200_000, help="jobs of each of these")
    parser.add_argument("--connections", type=int, default=2)


# Short, so that the queue is measured and not the extraction.
TEXT = "一、工作情况 完成投资"
# Counting them all would cost more than working them.
LEFT = """
SELECT EXISTS (SELECT FROM gongbao.ticket AS t WHERE priority = 1 AND id > gongbao.low_watermark(1)
               AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE job_id = t.id))"""


def fill(stage, count):
    for first in range(stage.filled + 1, stage.filled + count + 1, 50_000):
        last = min(first + 49_999, stage.filled + count)
        stage.cluster.sql(f"INSERT INTO gongbao.report (content) SELECT '{TEXT}' || g || '亿元。' FROM generate_series({first}, {last}) AS g")
    stage.filled += count


def work(stage, count, connections):
    """Works so many; jobs/s of the first and last tenth, milliseconds of each claim."""
    fill(stage, count)
    stage.cluster.sql("CHECKPOINT")
    before = int(stage.cluster.sql("SELECT count(*) FROM gongbao.outcome")[0])
    since = now()
    stage.start_worker(connections=connections)
    while stage.cluster.sql(LEFT) != ["f"]:
        time.sleep(0.2)
    until = now()
    stage.drain()
    rates = []
    for first, last in ((0.0, 0.1), (0.9, 1.0)):
        rates.append(float(stage.cluster.sql(f"""
            SELECT count(*) / extract(epoch FROM max(finished_at) - min(finished_at)) FROM (
                SELECT finished_at, row_number() OVER (ORDER BY finished_at) AS place FROM gongbao.outcome) AS ended
            WHERE place > {before + int(count * first)} AND place <= {before + int(count * last)}""")[0]))
    return rates[0], rates[1], claims(stage.cluster, since, until)


def dead(stage):
    """Dead tuples in ticket and outcome, counted one by one."""
    stage.cluster.sql("CREATE EXTENSION IF NOT EXISTS pgstattuple")
    return int(stage.cluster.sql("""
        SELECT sum((pgstattuple(relid)).dead_tuple_count) FROM (
            SELECT relid FROM pg_partition_tree('gongbao.ticket') WHERE isleaf
            UNION ALL SELECT relid FROM pg_partition_tree('gongbao.outcome') WHERE isleaf) AS leaf""")[0])


def measure(stage, name, jobs, connections):
    """One line of the table; with a transaction held open meanwhile where the name says so."""
    holder = Session(stage.cluster)
    if name == "pinned":
        holder.tell("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM gongbao.pause")
    first, last, durations = work(stage, jobs, connections)
    line = {"name": name, "jobs": jobs, "first_tenth": round(first), "last_tenth": round(last), "ratio": round(last / first, 3),
            "claim_p50_ms": percentile(durations, 0.5), "claim_p99_ms": percentile(durations, 0.99), "dead": dead(stage)}
    if name == "pinned" and int(stage.cluster.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")[0]) != 1:
        raise SystemExit("the transaction was not held open")
    holder.close()
    print(f"{name:12}{jobs:10,} {first:10,.0f}/s {last:10,.0f}/s {line['ratio']:6.2f} {line['claim_p50_ms']:7.2f} ms "
          f"{line['claim_p99_ms']:6.1f} ms {line['dead']:6} {os.getloadavg()[0]:5.1f}", flush=True)
    return line


def run(stage, arguments):
    # The first jobs also fill the caches.
    work(stage, 20_000, arguments.connections)
    print(f"{'':12}{'jobs':>10} {'first tenth':>12} {'last tenth':>12} {'ratio':>6} {'claim p50':>10} {'p99':>9} {'dead':>6} {'load':>5}", flush=True)
    lines = []
    # In turn, so that whatever else the machine does reaches both.
    for _ in range(arguments.rounds):
        lines += [measure(stage, name, arguments.short, arguments.connections) for name in ("clean", "pinned")]
    if arguments.rounds:
        clean, pinned = (statistics.median(line["claim_p99_ms"] for line in lines if line["name"] == name) for name in ("clean", "pinned"))
        print(f"claim p99, pinned / clean: {pinned / clean:.2f}", flush=True)
    if arguments.jobs:
        lines.append(measure(stage, "pinned", arguments.jobs, arguments.connections))
    return lines
