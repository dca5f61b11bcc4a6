"""Sessions are ended with pg_terminate_backend, one at a time or all at once."""


def run(stage):
    stage.start_cluster()
    stage.fill(5000)
    stage.start_workers()
    for _ in range(150 if stage.is_long else 30):
        stage.pause(0.02, 0.3)
        stage.top_up()
        which = stage.random.choice(["", "ORDER BY random() LIMIT 1"])
        stage.cluster.sql(f"""SELECT pg_terminate_backend(pid) FROM (
            SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'gongbao-worker/%' {which}) AS chosen""")
        stage.count("terminations")
    stage.finish()
