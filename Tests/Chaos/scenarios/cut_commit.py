"""A proxy cuts connections after the server committed and before the worker hears of it."""
import time

from stage import Failed


def run(stage):
    cuts = 100 if stage.is_long else 15
    stage.start_cluster()
    stage.fill(3000)
    proxy = stage.start_proxy()
    stage.start_workers(conninfo=proxy.conninfo)
    while proxy.commits_cut < cuts:
        if proxy.cut_commits == 0:
            proxy.cut_commits = 1
        stage.top_up()
        time.sleep(0.05)
    stage.count("commits cut", proxy.commits_cut)
    stage.finish()
    survived = int(stage.cluster.sql("""
        SELECT count(DISTINCT outcome.batch_id) FROM gongbao.outcome
        LEFT JOIN gongbao.batch_end USING (batch_id) WHERE how IS DISTINCT FROM 'committed'""")[0])
    stage.count("of them committed unheard", survived)
    # Each cut was after the server's commit: no row may be missing, and the journal must not say otherwise.
    if survived == 0:
        raise Failed("no commit was in doubt: the cuts missed their moment")
