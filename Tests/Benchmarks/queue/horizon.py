"""A transaction held open all the time, as a forgotten psql or a backup does: the queue must not get slower."""
import time

from measuring import Session, claims, now, percentile


def options(parser):
    parser.add_argument("--jobs", type=int, default=2_000_000)
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


def run(stage, arguments):
    figures = {}
    # The first jobs also fill the caches.
    work(stage, 20_000, arguments.connections)
    print(f"{'':12}{'jobs':>10} {'first tenth':>12} {'last tenth':>12} {'ratio':>6} {'claim p50':>10} {'p99':>9} {'dead':>6}", flush=True)
    for name, jobs in (("clean", arguments.jobs // 4), ("pinned", arguments.jobs)):
        holder = Session(stage.cluster)
        if name == "pinned":
            holder.tell("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM gongbao.pause")
        first, last, durations = work(stage, jobs, arguments.connections)
        line = {"jobs": jobs, "first_tenth": round(first), "last_tenth": round(last), "ratio": round(last / first, 3),
                "claim_p50_ms": percentile(durations, 0.5), "claim_p99_ms": percentile(durations, 0.99), "dead": dead(stage)}
        if name == "pinned" and int(stage.cluster.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")[0]) != 1:
            raise SystemExit("the transaction was not held open")
        holder.close()
        figures[name] = line
        print(f"{name:12}{jobs:10,} {first:10,.0f}/s {last:10,.0f}/s {line['ratio']:6.2f} {line['claim_p50_ms']:7.2f} ms "
              f"{line['claim_p99_ms']:6.1f} ms {line['dead']:6}", flush=True)
    return figures
