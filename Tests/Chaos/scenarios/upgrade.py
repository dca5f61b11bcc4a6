"""The binary in GONGBAO_OLD_BINARY works while a newer one migrates and joins it: both work on, the old one started anew refuses."""
import os
import pathlib

from stage import Failed, Skipped


def run(stage):
    old = os.environ.get("GONGBAO_OLD_BINARY")
    if not old or not pathlib.Path(old).exists():
        raise Skipped("GONGBAO_OLD_BINARY names no binary of an earlier version (Tests/Scripts/upgrade.sh builds one)")
    new, stage.binary = stage.binary, old
    stage.versions = 2
    stage.start_cluster()
    before = migrations(stage)
    stage.fill(5000)
    stage.start_workers(2)
    stage.wait_for_progress()
    stage.binary = new
    # While batches are under way.
    stage.migrate()
    stage.count("migrations applied", migrations(stage) - before)
    if not stage.figures["migrations applied"]:
        raise Skipped("the earlier version has the same schema")
    stage.start_workers(2)
    # Both have to go on under the newer schema, each for a while.
    for _ in range(30 if stage.is_long else 8):
        stage.top_up()
        stage.wait_for_progress()
        stage.pause(0.2, 0.5)
    alone = list(stage.workers[2:])
    for worker in stage.workers[:2]:
        if not worker.is_running:
            raise Failed("a worker of the earlier version ended under the newer schema")
    worked = stage.cluster.sql("SELECT count(DISTINCT worker_id) FROM gongbao.batch WHERE worker_id <= 2 AND started_at > "
                               "(SELECT max(applied_at) FROM gongbao.schema_migration)")
    if worked != ["2"]:
        raise Failed(f"{worked[0]} of the two workers of the earlier version went on after the migration")
    # Started anew, as by a crash before its host was upgraded, the earlier version says what is wrong and does no harm.
    stage.binary = old
    late = stage.start_worker()
    if (status := late.process.wait(60)) != 78 or "install the newer gongbao" not in late.log.read_text():
        raise Failed(f"the earlier version, started anew, ended with {status} and did not say why")
    stage.workers.remove(late)
    stage.binary = new
    # The rest of the rolling upgrade: the old ones drain, the new ones do what is left.
    for worker in [worker for worker in stage.workers if worker not in alone]:
        if (status := worker.drain()) != 0:
            raise Failed(f"a worker of the earlier version told to end exited with {status}")
        stage.workers.remove(worker)
    stage.finish()


def migrations(stage):
    return int(stage.cluster.sql("SELECT count(*) FROM gongbao.schema_migration")[0])
