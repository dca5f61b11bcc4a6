"""A worker at full speed for half an hour: how much memory it has minute by minute, and what a report costs it."""
import os
import statistics
import time

from measuring import settled, now

SETTINGS = """
shared_buffers = 1GB
max_wal_size = 4GB
"""
# Worked through and thrown away, or the disk would be what is soaked.
CYCLE = 40_000
RESULTS = "observation_row, gongbao.section, gongbao.extraction, gongbao.fingerprint, gongbao.fingerprint_band, gongbao.edition, gongbao.report"


def options(parser):
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--connections", type=int, default=2)


def resident(pid):
    """Megabytes in memory now, and at most so far."""
    with open(f"/proc/{pid}/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    return tuple(int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))


def processor_seconds(pid):
    """What the process has used."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Watch:
    """Looks at the worker every few seconds, whatever else is done."""

    def __init__(self, pid):
        self.pid, self.begin, self.samples = pid, time.monotonic(), []

    @property
    def minutes(self):
        """Since the beginning."""
        return (time.monotonic() - self.begin) / 60

    def look(self):
        """One sample, if the last is old enough."""
        if not self.samples or self.minutes - self.samples[-1][0] > 1 / 20:
            self.samples.append((self.minutes, resident(self.pid)[0]))

    def between(self, first, last):
        """The samples of a time."""
        return [(at, size) for at, size in self.samples if first <= at < last]


def run(stage, arguments):
    worker = stage.start_worker(connections=arguments.connections)
    watch, told, since, worked, used = Watch(worker.process.pid), 0, now(), 0, 0.0
    print(f"{'minute':>6} {'jobs/s':>8} {'least MB':>9} {'most MB':>8} {'load':>6}", flush=True)
    while watch.minutes < arguments.minutes:
        stage.cluster.sql(f"TRUNCATE gongbao.{RESULTS}")
        for _ in range(CYCLE // 2000):
            stage.fill(2000)
            watch.look()
        while stage.unsettled():
            watch.look()
            time.sleep(0.2)
        if not worker.is_running:
            raise SystemExit("the worker ended")
        if watch.minutes > told + 1:
            sizes = [size for _, size in watch.between(told, watch.minutes)]
            until = now()
            rate, since = settled(stage.cluster, since, until), until
            told = watch.minutes
            print(f"{told:6.1f} {rate:8.0f} {min(sizes):9.1f} {max(sizes):8.1f} {os.getloadavg()[0]:6.1f}", flush=True)
    used, worked = processor_seconds(worker.process.pid), stage.filled
    peak = resident(worker.process.pid)[1]
    stage.drain()
    # A third to warm up; a straight line through the rest.
    late = watch.between(watch.minutes / 3, watch.minutes)
    slope = statistics.linear_regression(*zip(*late)).slope
    sizes = [size for _, size in late]
    figures = {"minutes": watch.minutes, "jobs": worked, "peak_mb": peak, "late_least_mb": min(sizes), "late_most_mb": max(sizes),
               "late_slope_mb_per_minute": slope, "client_microseconds": used / worked * 1e6, "samples": watch.samples}
    print(f"{worked:,} reports; at most {peak:.1f} MB; in the last two thirds {min(sizes):.1f} to {max(sizes):.1f} MB, {slope * 1000:+.0f} kB a minute; "
          f"{used / worked * 1e6:.0f} µs of the worker's processor a report")
    return figures
