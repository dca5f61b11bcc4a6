"""One backend is killed with SIGKILL, as the kernel does when the server's memory runs out."""


def run(stage):
    stage.start_cluster()
    stage.fill(5000)
    stage.start_workers()
    for _ in range(15 if stage.is_long else 4):
        stage.wait_for_progress()
        stage.pause(0.1, 0.6)
        pids = stage.cluster.sql(
            "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'gongbao-worker/%' ORDER BY random() LIMIT 1",
            check=False)
        for pid in pids:
            stage.cluster.kill_backend(int(pid))
            stage.count("backends killed")
            stage.deaths += 4
    stage.finish()
