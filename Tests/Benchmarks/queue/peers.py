"""The queue alone beside other queues on PostgreSQL: each works the same number of jobs that do nothing, in turn on one server."""
import os
import pathlib
import resource
import statistics
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
# No checkpoint falls into a run, or the pages written whole after it would count as somebody's; no statement is logged.
SETTINGS = """
shared_buffers = 1GB
max_wal_size = 16GB
checkpoint_timeout = 1h
"""
# What each asks of its tables: how many jobs have not ended yet.
PEERS = {
    "procrastinate": "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')",
    "pgqueuer": "SELECT count(*) FROM pgqueuer",
    "chancy": "SELECT count(*) FROM chancy_jobs WHERE state <> 'succeeded'",
    # Its view of all jobs takes minutes for as many as these; at most as many as run at once are claimed and have not ended.
    "awa": """
SELECT sum(coalesce(last_value, 0) * CASE WHEN sequencename LIKE 'queue_enqueue_seq_%' THEN 1 ELSE -1 END) FROM pg_sequences
WHERE schemaname = 'awa' AND sequencename ~ '^queue_(enqueue|claim)_seq_'""",
    "pgq": "SELECT coalesce(sum(pending_events), 0) FROM pgq.get_consumer_info()",
}
OURS = """
SELECT (SELECT last_value FROM gongbao.job_id) - (SELECT coalesce(sum(jobs), 0) FROM gongbao.outcome_tally)"""


def options(parser):
    parser.add_argument("--environment", type=pathlib.Path, help="virtual environment that has the peers")
    parser.add_argument("--bench", type=pathlib.Path, help="the gongbao-bench binary")
    parser.add_argument("--jobs", type=int, default=200_000, help="for each of ours, and for each peer at most")
    parser.add_argument("--seconds", type=float, default=10, help="that a peer's run should take about")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each of ours; the median counts")
    parser.add_argument("--processes", type=int, nargs="*", default=[1, 4])
    parser.add_argument("names", nargs="*", help="only these")


class Database:
    """A database of its own on the server for each run."""

    def __init__(self, cluster, name):
        self.cluster = cluster
        self.name = name
        cluster.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cluster.sql(f"CREATE DATABASE {name}")
        self.conninfo = cluster.conninfo.replace("dbname=postgres", f"dbname={name}")
        self.environment = {**os.environ, "PGHOST": str(cluster.folder), "PGPORT": str(cluster.port), "PGUSER": "postgres",
                            "PGDATABASE": name}

    def sql(self, statement):
        done = subprocess.run(["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", self.conninfo, "-c", statement],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.strip())
        return done.stdout.split()

    def number(self, statement):
        return int(self.sql(statement)[0])

    def watch(self):
        """A session that asks again and again, so that asking costs no new one each time."""
        return subprocess.Popen(["psql", "-XAtq", self.conninfo], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def wal(self):
        """Bytes of the log so far."""
        return self.number("SELECT pg_current_wal_lsn() - '0/0'")

    def dead(self):
        """Row versions that updates and deletions left behind, whether they were cleaned since or not."""
        return self.number("SELECT coalesce(sum(n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables")

    def processor_seconds(self):
        """What the server's ended processes used, which those of a run that is over are."""
        fields = pathlib.Path(f"/proc/{self.cluster.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def drop(self):
        self.cluster.sql(f"DROP DATABASE {self.name} WITH (FORCE)")


class Contender:
    """One queue: how its schema comes, how jobs come in, who works them, and how many are left."""

    def __init__(self, name, left, install, enqueue, work):
        self.name, self.left, self.install, self.enqueue, self.work = name, left, install, enqueue, work

    def run(self, cluster, jobs, processes):
        """One run: jobs/s in and out, bytes of log and dead rows for each job worked."""
        database = Database(cluster, "bench")
        execute(self.install(database), database)
        before, since = database.wal(), time.monotonic()
        execute(self.enqueue(database, jobs), database)
        enqueued, wal_in = jobs / (time.monotonic() - since), (database.wal() - before) / jobs
        # Sessions tell their statistics as they end.
        time.sleep(1)
        before, dead, server, client = database.wal(), database.dead(), database.processor_seconds(), children()
        workers = [
            subprocess.Popen(command, env=database.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, text=True) for command in self.work(database, processes)]
        try:
            worked = self.watch(database, jobs, workers)
            wal_out = (database.wal() - before) / jobs
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                try:
                    worker.communicate(timeout=5)
                except subprocess.TimeoutExpired:
                    worker.kill()
                    worker.communicate()
        time.sleep(1)
        server, client = database.processor_seconds() - server, children() - client
        line = {"name": self.name, "processes": processes, "jobs": jobs, "enqueued_per_second": round(enqueued),
                "enqueue_wal_bytes": round(wal_in), "jobs_per_second": round(worked), "wal_bytes": round(wal_out),
                "dead_rows": round((database.dead() - dead) / jobs, 4),
                "server_microseconds": round(1e6 * server / jobs, 1), "client_microseconds": round(1e6 * client / jobs, 1)}
        database.drop()
        return line

    def watch(self, database, jobs, workers):
        """Jobs a second from the first that ended, so that starting up does not count."""
        since = start = None
        left, progress = jobs, time.monotonic()
        with database.watch() as session:
            while True:
                session.stdin.write(" ".join(self.left.split()) + ";\n")
                session.stdin.flush()
                seen, now = int(session.stdout.readline()), time.monotonic()
                if since is None and seen < jobs:
                    since, start = now, seen
                if seen < left:
                    left, progress = seen, now
                if seen == 0:
                    session.stdin.close()
                    return start / max(now - since, 1e-3)
                dead = [worker for worker in workers if worker.poll() not in (None, 0)]
                if dead or now - progress > 60:
                    session.kill()
                    raise RuntimeError(dead[0].stderr.read()[-300:] if dead else f"{left} jobs left and no progress")
                time.sleep(0.05)


def children():
    """Processor time of the processes that were started from here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def execute(command, database):
    """A step that comes before the clock starts."""
    done = subprocess.run(command, env=database.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip().splitlines() or ["?"])[-1])


def peer(name, environment):
    """A queue from PyPI or Debian, driven by a script of its own."""
    script = [str(environment / "bin/python3"), str(HERE / f"peers/{name}_peer.py")]
    return Contender(name, PEERS[name], lambda database: script + ["install"], lambda database, jobs: script + ["enqueue", str(jobs)],
                     lambda database, processes: [script + ["work"]] * processes)


def ours(name, binary, work):
    """This queue, with reports of a few characters that nothing is extracted from."""
    return Contender(
        name, OURS, lambda database: [binary, "migrate", "--database", database.conninfo],
        lambda database, jobs: [
            "psql", "-Xq", "-v", "ON_ERROR_STOP=1", database.conninfo, "-c",
            f"INSERT INTO gongbao.report (content) SELECT chr(65 + g % 26) || g FROM generate_series(1, {jobs}) AS g"],
        work)


def median(lines):
    """The run in the middle by its rate."""
    return sorted(lines, key=lambda line: line["jobs_per_second"])[len(lines) // 2]


def run(stage, arguments):
    bench = str(arguments.bench)
    contenders = {
        # The real worker with an extractor that finds nothing: one process with as many connections, as it is run.
        "gongbao": ours("gongbao", stage.binary, lambda database, processes: [
            [bench, "no-op-worker", "--connections", str(processes), "--database", database.conninfo]]),
        "raw loop": ours("raw loop", stage.binary, lambda database, processes: [
            [bench, "raw-queue", "--connections", str(processes), "--database", database.conninfo]]),
        **{name: peer(name, arguments.environment) for name in PEERS},
    }
    figures = []
    print(f"{'':14} {'workers':>7} {'jobs':>8} {'jobs/s':>8} {'WAL a job':>10} {'dead rows':>10} {'server':>9} {'client':>9} "
          f"{'enqueued/s':>11} {'WAL':>8} {'load':>5}", flush=True)
    for processes in arguments.processes:
        own = [name for name in ("gongbao", "raw loop") if name in (arguments.names or contenders)]
        rounds = {name: [] for name in own}
        # In turn, so that whatever else the machine does reaches both.
        for _ in range(arguments.rounds):
            for name in own:
                rounds[name].append(contenders[name].run(stage.cluster, arguments.jobs, processes))
        for name in own:
            show(figures, median(rounds[name]))
        if len(own) == 2:
            ratio = statistics.median(ours["jobs_per_second"] / raw["jobs_per_second"] for ours, raw in zip(*rounds.values()))
            print(f"gongbao / raw loop, {processes} connections: {ratio:.2f}", flush=True)
            figures.append({"name": "gongbao / raw loop", "processes": processes, "ratio": round(ratio, 3)})
        for name in PEERS:
            # A consumer of PgQ has a batch to itself.
            if arguments.names and name not in arguments.names or name == "pgq" and processes > 1:
                continue
            try:
                # A short run tells how many jobs keep it busy for as long as asked.
                first = contenders[name].run(stage.cluster, 2000, processes)
                jobs = int(min(arguments.jobs, max(2000, first["jobs_per_second"] * arguments.seconds))) // 1000 * 1000
                show(figures, contenders[name].run(stage.cluster, jobs, processes))
            except RuntimeError as error:
                print(f"{name:14} {processes:7} does not run here: {error}", flush=True)
                figures.append({"name": name, "processes": processes, "error": str(error)})
    compare(figures)
    return figures


def show(figures, line):
    """One line of the table."""
    figures.append(line)
    print(f"{line['name']:14} {line['processes']:7} {line['jobs']:8,} {line['jobs_per_second']:8,} {line['wal_bytes']:8,} B {line['dead_rows']:10.4f} "
          f"{line['server_microseconds']:6,.0f} µs {line['client_microseconds']:6,.0f} µs "
          f"{line['enqueued_per_second']:9,}/s {line['enqueue_wal_bytes']:6,} B {os.getloadavg()[0]:5.1f}", flush=True)


def compare(figures):
    """Beside the fastest that keeps a state for each job; PgQ keeps none."""
    best = {}
    for line in figures:
        if "jobs_per_second" in line:
            best[line["name"]] = max(best.get(line["name"], 0), line["jobs_per_second"])
    keeping = {name: rate for name, rate in best.items() if name in PEERS and name != "pgq"}
    if "gongbao" in best and keeping:
        name = max(keeping, key=keeping.get)
        print(f"gongbao / {name}: {best['gongbao'] / keeping[name]:.1f}")
