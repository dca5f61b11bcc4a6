"""Workers live in a cgroup that a huge report outgrows: the kernel kills them, the report is found and its neighbours succeed."""
import pathlib
import subprocess
import time

from stage import Failed, Skipped, require_root

LIMIT = 160 << 20


def cgroup(stage):
    """A memory cgroup with a limit, of either version."""
    require_root("a memory cgroup")
    for root, limit, swap in (("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.memsw.limit_in_bytes"),
                              ("/sys/fs/cgroup", "memory.max", "memory.swap.max")):
        group = pathlib.Path(root) / stage.folder.name
        try:
            group.mkdir()
            if not (group / limit).exists():
                group.rmdir()
                continue
            (group / limit).write_text(str(LIMIT))
            if (group / swap).exists():
                (group / swap).write_text(str(LIMIT if "memsw" in swap else 0))
        except OSError:
            continue
        stage.on_close.append(lambda: remove(group))
        return group
    raise Skipped("no memory cgroup may be made here")


def remove(group):
    """The kernel lets go of the last process a moment after its end."""
    for _ in range(50):
        try:
            return group.rmdir()
        except OSError:
            time.sleep(0.1)


def run(stage):
    group = cgroup(stage)
    stage.start_cluster()
    stage.fill(1000)
    text = "完成投资3.5亿元，同比增长8.1%。"
    stage.cluster.sql(f"INSERT INTO gongbao.report (source_url, content) VALUES ('huge', repeat('{text}', 600000))")
    stage.fill(1000)
    stage.expect("quarantined", 1)
    enter = ["sh", "-c", f'echo $$ > {group}/cgroup.procs && exec "$@"', "sh"]
    restarts = 0
    worker = stage.start_worker(prefix=enter)
    end = time.monotonic() + stage.PATIENCE
    while stage.unsettled() != 0:
        if not worker.is_running:
            stage.workers.remove(worker)
            stage.deaths += 2
            restarts += 1
            worker = stage.start_worker(prefix=enter)
        if time.monotonic() > end:
            raise Failed(f"not settled after {restarts} restarts")
        time.sleep(0.05)
    stage.count("workers killed by the kernel", restarts)
    stage.finish()
