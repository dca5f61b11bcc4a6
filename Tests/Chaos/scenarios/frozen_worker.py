"""A worker is stopped with SIGSTOP in the middle of a batch, longer than the server waits; another takes over, then it goes on."""
import time

from stage import Failed

HELD = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'gongbao-worker/%' AND state LIKE 'idle in transaction%'"


def run(stage):
    stage.start_cluster()
    stage.fill(3000)
    frozen = stage.start_worker()
    for turn in range(5 if stage.is_long else 2):
        stage.wait_for_progress()
        # Until it is caught with a transaction open: only then are its jobs held.
        for _ in range(500):
            frozen.freeze()
            if stage.cluster.sql(HELD) != ["0"]:
                break
            frozen.thaw()
            stage.top_up()
            stage.pause(0.001, 0.02)
        else:
            raise Failed("the worker was never caught in a transaction")
        stage.fill(2000)
        other = stage.start_worker()
        begin = time.monotonic()
        if turn % 2 == 1:
            # What the server's own time-out does, at once.
            stage.cluster.sql(f"""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name LIKE 'gongbao-worker/%' AND state LIKE 'idle in transaction%'""")
        stage.wait_until_settled()
        stage.figures["held for at most"] = f"{max(float(stage.figures.get('held for at most', '0 s').split()[0]), time.monotonic() - begin):.0f} s"
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
