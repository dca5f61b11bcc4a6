"""PostgreSQL is restarted in order, shut down at once, and killed with SIGKILL, postmaster and backends."""


def run(stage):
    stage.start_cluster()
    stage.fill(5000)
    stage.start_workers()
    for turn in range(33 if stage.is_long else 6):
        stage.wait_for_progress()
        stage.pause(0.1, 0.6)
        mode = ("fast", "immediate", "kill")[turn % 3]
        stage.cluster.restart(mode)
        stage.count(f"restarts, {mode}")
        # Two workers with two connections each had a batch in hand whose end may have gone with the server.
        stage.deaths += 4
    stage.finish()
