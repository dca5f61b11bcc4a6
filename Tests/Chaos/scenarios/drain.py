"""Workers get SIGTERM in the middle of a batch; each commits what it has in hand and exits 0."""
from stage import Failed


def run(stage):
    stage.start_cluster()
    stage.fill(5000)
    stage.start_workers()
    for _ in range(100 if stage.is_long else 20):
        stage.pause(0.02, 0.3)
        stage.top_up()
        worker = stage.random.choice(stage.workers)
        status = worker.drain()
        stage.workers.remove(worker)
        stage.count("drained")
        if status != 0:
            raise Failed(f"a worker told to end exited with {status}")
        stage.start_worker()
    # No deaths here: the audit allows no batch without an end.
    stage.finish()
