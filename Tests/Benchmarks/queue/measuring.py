"""What the benchmarks of the queue measure with."""
import datetime
import re
import subprocess
import time

CLAIM = re.compile(r"^(\S+ \S+) \S+ LOG:  duration: ([0-9.]+) ms  statement: BEGIN; .*")
LOCKED = re.compile(r"^(\S+ \S+) \S+ LOG:  duration: [0-9.]+ ms  execute <unnamed>: SELECT o.job_id FROM gongbao.outcome .* -- of ([0-9]+) claimed$")


def now():
    """By the clock that the server's log and its rows go by."""
    return datetime.datetime.now(datetime.timezone.utc)


def claims(cluster, since, until):
    """Milliseconds that the server took for each claim of a time, from its log."""
    durations = []
    with open(cluster.log, errors="replace") as log:
        for line in log:
            found = CLAIM.match(line)
            if found:
                at = datetime.datetime.fromisoformat(found[1]).replace(tzinfo=datetime.timezone.utc)
                if since <= at <= until:
                    durations.append(float(found[2]))
    return durations


def percentile(values, share):
    """The value below which this share lies; 0 for none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def collisions(cluster, since, until):
    """Of the tickets locked in a time, the share that another worker had settled between the claim's snapshot and its lock."""
    locked = settled = 0
    with open(cluster.log, errors="replace") as log:
        for line in log:
            # The claim looks again at what it has locked, and says in a comment how many that are.
            found = LOCKED.match(line)
            if found:
                at = datetime.datetime.fromisoformat(found[1]).replace(tzinfo=datetime.timezone.utc)
                if since <= at <= until:
                    locked += int(found[2])
    settled = int(cluster.sql(f"""
        SELECT coalesce(sum(cardinality(job_ids)), 0) FROM gongbao.batch
        WHERE started_at BETWEEN '{since.isoformat()}' AND '{until.isoformat()}'""")[0])
    return max(0, locked - settled) / locked if locked else 0.0


def settled(cluster, since, until):
    """Jobs a second that came to an end in a time."""
    count = int(cluster.sql(f"""
        SELECT count(*) FROM gongbao.outcome WHERE finished_at BETWEEN '{since.isoformat()}' AND '{until.isoformat()}'""")[0])
    return count / (until - since).total_seconds()


def busy(seconds):
    """Waits so long; the share of all cores that was busy meanwhile."""
    def ticks():
        with open("/proc/stat") as stat:
            fields = [int(field) for field in stat.readline().split()[1:]]
        return sum(fields[:8]), fields[3] + fields[4]
    before, idle_before = ticks()
    time.sleep(seconds)
    after, idle_after = ticks()
    return 1 - (idle_after - idle_before) / max(1, after - before)


class Session:
    """A psql that stays connected and does what it is told, without anybody waiting for it."""

    def __init__(self, cluster):
        self.process = subprocess.Popen(
            ["psql", "-XAtq", cluster.conninfo], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def tell(self, sql):
        """Sends statements."""
        self.process.stdin.write(f"{sql};\n".encode())
        self.process.stdin.flush()

    def close(self):
        """Ends it, whatever it does."""
        self.process.kill()
        self.process.wait()
