"""A worker is stopped with SIGSTOP in the middle of a batch, longer than the server waits; another takes over, then it goes on."""
import time

from stage import Failed

OURS = "FROM pg_stat_activity WHERE application_name LIKE 'gongbao-worker/%'"
# Between two statements the server's time-out ends it; in the middle of one only another worker can.
IDLE = f"SELECT count(*) {OURS} AND state LIKE 'idle in transaction%'"
MIDWAY = f"SELECT count(*) {OURS} AND state = 'active' AND wait_event_type = 'Client' AND query LIKE 'COPY%'"


def freeze(stage, worker, where):
    """Stops it when it is caught with jobs held; its sessions' processes."""
    for _ in range(2000):
        worker.freeze()
        # Twice, for the server may only have been about to read what it has.
        if stage.cluster.sql(where) != ["0"] and stage.cluster.sql(where) != ["0"]:
            return stage.cluster.sql(f"SELECT pid {OURS}")
        worker.thaw()
        stage.top_up()
        stage.pause(0.001, 0.02)
    raise Failed("the worker was never caught in a transaction")


def run(stage):
    stage.start_cluster()
    stage.fill(3000)
    frozen = stage.start_worker()
    for turn in range(6 if stage.is_long else 2):
        stage.wait_for_progress()
        sessions = freeze(stage, frozen, MIDWAY if turn % 2 == 0 else IDLE)
        stage.fill(2000)
        other = stage.start_worker()
        begin = time.monotonic()
        if not stage.is_long and turn % 2 == 1:
            # What the server's time-out does, at once.
            stage.cluster.sql(f"SELECT pg_terminate_backend(pid) {OURS} AND pid IN ({', '.join(sessions)})")
        stage.wait_until_settled()
        held = max(time.monotonic() - begin, float(stage.figures.get("held for at most", "0 s").split()[0]))
        stage.figures["held for at most"] = f"{held:.0f} s"
        stage.count("freezes")
        # Two owners must not show: the frozen one comes back and finds its sessions gone.
        frozen.thaw()
        stage.fill(1000)
        stage.wait_until_settled()
        status = other.drain()
        stage.workers.remove(other)
        if status != 0:
            raise Failed(f"the other worker ended with {status}")
    stage.deaths += 2
    stage.finish()
