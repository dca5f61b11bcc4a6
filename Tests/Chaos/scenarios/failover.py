"""The primary is killed with SIGKILL and its synchronous standby promoted; target_session_attrs=read-write finds it."""
import time


def run(stage):
    settings = "wal_level = replica\nmax_wal_senders = 10\nwal_keep_size = 256MB\nhot_standby = on\nwal_sender_timeout = 5s\n"
    primary = stage.start_cluster("node0", settings)
    stage.fill(3000)
    for turn in range(8 if stage.is_long else 2):
        standby = stage.start_standby(primary, f"node{turn + 1}", settings)
        hosts = f"host=127.0.0.1,127.0.0.1 port={primary.port},{standby.port}"
        conninfo = f"{hosts} user=postgres dbname=postgres target_session_attrs=read-write connect_timeout=2"
        workers = stage.start_workers(conninfo=conninfo)
        stage.wait_for_progress()
        stage.pause(0.3, 1.5)
        stage.top_up()
        primary.kill()
        begin = time.monotonic()
        time.sleep(0.5)
        # The copy took over the setting, which would let every commit wait for a standby that is not there yet.
        standby.promote()
        stage.cluster = standby
        standby.sql("ALTER SYSTEM SET synchronous_standby_names = ''")
        standby.sql("SELECT pg_reload_conf()")
        stage.count("failovers")
        stage.deaths += 4
        stage.wait_for_progress()
        longest = max(time.monotonic() - begin, float(stage.figures.get("longest gap", "0 s").split()[0]))
        stage.figures["longest gap"] = f"{longest:.1f} s"
        for worker in workers:
            worker.drain()
            stage.workers.remove(worker)
        primary = standby
    stage.start_worker()
    stage.finish()
