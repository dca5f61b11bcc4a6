"""The server is stopped with SIGSTOP: its kernel acknowledges, nobody answers; the worker's own deadline ends the wait."""
import time

from stage import Failed


def run(stage):
    stage.start_cluster()
    stage.fill(3000)
    environment = {"GONGBAO_DATABASE_ANSWER_SECONDS": "2"}
    stage.start_worker(f"{stage.cluster.conninfo} connect_timeout=2", environment=environment)
    stage.start_worker(f"{stage.cluster.conninfo_tcp} connect_timeout=2", environment=environment)
    for _ in range(10 if stage.is_long else 2):
        stage.wait_for_progress()
        heard = stage.logged("no answer from the server in time")
        stage.cluster.freeze()
        time.sleep(8)
        if stage.logged("no answer from the server in time") == heard:
            raise Failed("no worker gave up waiting for a server that does not answer")
        stage.cluster.thaw()
        stage.count("freezes")
        # The cancelled batches are rolled back by the server; one whose begin was not heard stays open.
        stage.deaths += 4
    # A worker told to end while nobody answers must end.
    stage.wait_for_progress()
    stage.cluster.freeze()
    stage.pause(0.2, 0.5)
    stage.drain()
    stage.cluster.thaw()
    stage.count("drained while frozen", 2)
    stage.start_worker()
    stage.finish()
