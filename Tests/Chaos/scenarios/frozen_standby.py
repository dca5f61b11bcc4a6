"""The synchronous standby stops: commits hang, which no time-out of the server's ends; the worker's own deadline does."""
import time

from stage import Failed


def run(stage):
    settings = "wal_level = replica\nmax_wal_senders = 10\nhot_standby = on\nwal_sender_timeout = 60s\n"
    primary = stage.start_cluster("node0", settings)
    stage.fill(3000)
    standby = stage.start_standby(primary, "node1", settings)
    stage.start_workers(environment={"GONGBAO_DATABASE_ANSWER_SECONDS": "2"})
    for _ in range(10 if stage.is_long else 2):
        stage.wait_for_progress()
        stage.top_up(3000)
        heard = stage.logged("no answer from the server in time")
        standby.freeze()
        time.sleep(6)
        if stage.logged("no answer from the server in time") == heard:
            raise Failed("no worker gave up waiting for a commit")
        standby.thaw()
        stage.count("standbys frozen")
        # A begin may have been written and not heard of.
        stage.deaths += 4
    stage.wait_for_progress()
    stage.finish()
