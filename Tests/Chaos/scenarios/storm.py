"""All at once and at random: workers killed, frozen, drained, sessions terminated, the server restarted and killed."""
import time


def kill(stage):
    stage.kill_worker(stage.random.choice(stage.workers))
    stage.start_worker()


def freeze(stage):
    worker = stage.random.choice(stage.workers)
    worker.freeze()
    stage.pause(0.1, 2)
    worker.thaw()
    stage.count("freezes")


def drain(stage):
    worker = stage.random.choice(stage.workers)
    status = worker.drain()
    stage.workers.remove(worker)
    if status != 0:
        raise RuntimeError(f"a worker told to end exited with {status}")
    stage.start_worker()
    stage.count("drained")


def terminate(stage):
    stage.cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'gongbao-worker/%'")
    stage.count("terminations")


def restart(stage):
    stage.cluster.restart(stage.random.choice(["fast", "immediate", "kill"]))
    stage.count("restarts")
    stage.deaths += 2 * len(stage.workers)


def freeze_server(stage):
    stage.cluster.freeze()
    stage.pause(0.1, 2)
    stage.cluster.thaw()
    stage.count("server freezes")


FAULTS = {kill: 10, freeze: 2, drain: 2, terminate: 2, restart: 1, freeze_server: 1}


def run(stage):
    stage.start_cluster()
    stage.fill(10_000)
    for _ in range(4):
        stage.start_worker()
    end = time.monotonic() + (1200 if stage.is_long else 30)
    while time.monotonic() < end:
        stage.pause(0.0, 0.5)
        stage.top_up()
        fault = stage.random.choices(list(FAULTS), list(FAULTS.values()))[0]
        fault(stage)
        if stage.random.random() < 0.2:
            stage.wait_for_progress()
    stage.finish()
