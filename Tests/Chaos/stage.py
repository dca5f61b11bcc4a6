"""What a scenario plays on: a server, workers, reports, and the audit at the end."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import time

from cluster import Cluster
from proxy import Proxy
from worker import Worker

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Skipped(Exception):
    """The fault cannot be injected on this machine; says why."""


class Failed(Exception):
    """Something that must hold does not."""


class Stage:
    """One scenario's servers, workers and figures; removed whatever happens."""

    # A run that makes no progress for so long has hung.
    PATIENCE = 150

    def __init__(self, binary, seed, is_long):
        self.binary = str(binary)
        self.random = random.Random(seed)
        self.is_long = is_long
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gongbao-chaos."))
        self.folder.chmod(0o755)
        self.figures = {}
        self.kinds = sorted((ROOT / "Tests/Reports").glob("*.txt"))
        self.workers = []
        self.clusters = []
        self.cluster = None
        self.filled = 0
        self.acknowledged = 0
        # Of connections: each may have been reading a batch while it committed another.
        self.deaths = 0
        # Two versions may read a text each in its way.
        self.versions = 1
        self.others = {}
        self.on_close = []

    # Servers

    def start_cluster(self, name="server", settings="", prefix=(), initdb=()):
        """A migrated server; the first becomes the stage's own."""
        cluster = Cluster(self.folder, name, settings, prefix)
        self.clusters.append(cluster)
        cluster.create(*initdb).start()
        if self.cluster is None:
            self.cluster = cluster
            self.migrate()
        return cluster

    def start_standby(self, primary, name, settings):
        """A standby that the primary's commits wait for, in step with it."""
        standby = Cluster(self.folder, name, settings)
        self.clusters.append(standby)
        standby.create_standby(primary).start()
        primary.sql(f"ALTER SYSTEM SET synchronous_standby_names = '{standby.name}'")
        primary.sql("SELECT pg_reload_conf()")
        while primary.sql("SELECT sync_state FROM pg_stat_replication") != ["sync"]:
            time.sleep(0.1)
        return standby

    def start_proxy(self):
        """A proxy before the stage's own server, closed at the end."""
        proxy = Proxy(self.cluster.port, self.random)
        self.on_close.append(proxy.close)
        return proxy

    def migrate(self):
        """Brings the schema."""
        done = subprocess.run([self.binary, "migrate", "--database", self.cluster.conninfo], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"gongbao migrate ended with {done.returncode}: {done.stderr.strip()}")

    # Reports

    def fill(self, count, priority=1):
        """Enqueues `count` reports, no two alike, as many of each kind."""
        first, self.filled = self.filled + 1, self.filled + count
        kinds = self.kinds
        for place, kind in enumerate(kinds):
            text = kind.read_text().replace("'", "''")
            self.cluster.sql(f"""
                INSERT INTO gongbao.report (source_url, priority, published_on, content)
                SELECT 'https://example.org/{kind.stem}/' || g, {priority}, '2024-01-20',
                       '{text}' || E'\\n' || translate(to_hex(g), '0123456789', 'ghijklmnop')
                FROM generate_series({first}, {self.filled}) AS g WHERE g % {len(kinds)} = {place}""")
            self.acknowledged += (count + len(kinds) - 1 - (place - first) % len(kinds)) // len(kinds)

    def expect(self, state, count):
        """Says that so many jobs will end otherwise than succeeded."""
        self.others[state] = self.others.get(state, 0) + count

    def unsettled(self):
        """How many tickets have no outcome; None while the server is away."""
        # From the watermark on, for in a long run counting everything would take longer than working it; the audit holds
        # the watermark to what it says.
        answer = self.cluster.sql("""
            SELECT (SELECT count(*) FROM generate_series(0, 2) AS p CROSS JOIN LATERAL (
                        SELECT FROM gongbao.ticket AS t WHERE t.priority = p AND t.id > gongbao.low_watermark(p)
                          AND NOT EXISTS (SELECT FROM gongbao.outcome WHERE job_id = t.id)) AS open)
                + (SELECT count(*) FROM gongbao.delayed)""", check=False)
        return int(answer[0]) if answer else None

    def top_up(self, least=1000, portion=5000):
        """Enqueues more when the queue runs dry, so that every fault meets work under way."""
        left = self.unsettled()
        if left is not None and left < least:
            try:
                self.fill(portion)
            except RuntimeError:
                # The server went away meanwhile; what it did not acknowledge may be there or not.
                pass

    def wait_until_settled(self):
        """Waits until every ticket has an outcome; hanging is a failure."""
        best, since = None, time.monotonic()
        while True:
            left = self.unsettled()
            if left == 0:
                return
            if left is not None and (best is None or left < best):
                best, since = left, time.monotonic()
            if time.monotonic() - since > self.PATIENCE:
                raise Failed(f"no progress for {self.PATIENCE} s, {left} jobs left")
            time.sleep(0.1)

    def wait_for_progress(self):
        """Waits until something more was settled; what was down is up again then."""
        before, begin = None, time.monotonic()
        while time.monotonic() - begin < self.PATIENCE:
            self.top_up()
            answer = self.cluster.sql("SELECT count(*) FROM gongbao.outcome", check=False)
            if answer and before is not None and int(answer[0]) > before:
                return
            before = int(answer[0]) if answer and before is None else before
            time.sleep(0.05)
        raise Failed(f"nothing was settled for {self.PATIENCE} s")

    def settled_since(self, seconds):
        """Jobs a second over some time of watching."""
        before = int(self.cluster.sql("SELECT count(*) FROM gongbao.outcome")[0])
        begin = time.monotonic()
        time.sleep(seconds)
        after = int(self.cluster.sql("SELECT count(*) FROM gongbao.outcome")[0])
        return (after - before) / (time.monotonic() - begin)

    # Workers

    def start_worker(self, conninfo=None, **options):
        """A worker; its log is kept for the report of a failure."""
        log = self.folder / f"worker{len(list(self.folder.glob('worker*.log')))}.log"
        worker = Worker(self.binary, conninfo or self.cluster.conninfo, log, **options)
        self.workers.append(worker)
        return worker

    def start_workers(self, count=2, conninfo=None, **options):
        """As many workers, all alike."""
        return [self.start_worker(conninfo, **options) for _ in range(count)]

    def kill_worker(self, worker):
        """SIGKILL; each of its connections may leave two batches without an end."""
        self.count("kills")
        self.deaths += 2
        worker.kill()
        self.workers.remove(worker)

    def drain(self):
        """Ends every worker in order; any exit status but 0 is a failure."""
        for worker in list(self.workers):
            status = worker.drain()
            self.workers.remove(worker)
            if status != 0:
                raise Failed(f"a worker ended with {status}")

    def logged(self, text):
        """How often the workers' logs say something."""
        return sum(log.read_text(errors="replace").count(text) for log in self.folder.glob("worker*.log"))

    # The end

    def count(self, name, by=1):
        """Adds to a figure."""
        self.figures[name] = self.figures.get(name, 0) + by

    def pause(self, low, high):
        """Sleeps for a random time."""
        time.sleep(self.random.uniform(low, high))

    def finish(self):
        """Lets everything be worked, drains and audits."""
        self.wait_until_settled()
        self.drain()
        self.audit()

    def audit(self):
        """Every rule of audit.sql, and that all jobs succeeded but those expected otherwise."""
        # Sessions of processes that were killed a moment ago may not have been noticed yet.
        end = time.monotonic() + 20
        while self.cluster.sql("SELECT count(*) FROM gongbao.worker_activity") != ["0"] and time.monotonic() < end:
            time.sleep(0.1)
        done = subprocess.run(
            ["psql", "-XAtq", "-v", f"unended={2 * self.deaths}", "-v", f"versions={self.versions}", "-f", str(HERE / "audit.sql"), self.cluster.conninfo],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"the audit failed: {done.stderr.strip()}")
        broken = done.stdout.splitlines()
        states = dict(line.split() for line in self.cluster.sql(
            "SELECT state || ' ' || count(*) FROM gongbao.outcome WHERE state NOT IN ('retried', 'deferred') GROUP BY state"))
        reports = int(self.cluster.sql("SELECT count(*) FROM gongbao.report")[0])
        if reports < self.acknowledged:
            broken.append(f"{self.acknowledged} reports were acknowledged, {reports} are there")
        wanted = {"succeeded": reports - sum(self.others.values()), **self.others}
        found = {state: int(count) for state, count in states.items()}
        if found != wanted:
            broken.append(f"jobs ended {json.dumps(found)}, not {json.dumps(wanted)}")
        self.figures["jobs"] = sum(wanted.values())
        open_batches = int(self.cluster.sql(
            "SELECT count(*) FROM gongbao.batch LEFT JOIN gongbao.batch_end ON batch_id = id WHERE batch_id IS NULL")[0])
        if open_batches:
            self.figures["batches interrupted"] = open_batches
        retried = int(self.cluster.sql("SELECT count(*) FROM gongbao.outcome WHERE state IN ('retried', 'deferred')")[0])
        if retried:
            self.figures["retries"] = retried
        if broken:
            raise Failed("; ".join(broken))

    def evidence(self):
        """The end of each log, for a failure."""
        tails = []
        for log in sorted(self.folder.glob("**/*.log")):
            lines = log.read_text(errors="replace").splitlines()[-8:]
            tails += [f"    {log.name}: {line[:300]}" for line in lines]
        return "\n".join(tails[-60:])

    def close(self):
        """Ends what is left and removes it."""
        for worker in self.workers:
            if worker.is_running:
                worker.kill()
        for cluster in self.clusters:
            cluster.remove()
        for action in reversed(self.on_close):
            action()
        shutil.rmtree(self.folder, ignore_errors=True)


def require_root(what):
    """Skips where a fault needs root."""
    if os.getuid() != 0:
        raise Skipped(f"{what} needs root")
