"""The disk runs full, that of the data and that of the WAL, while workers write; then there is room again."""
import os
import subprocess
import time

from stage import Failed, require_root


def mount(stage, name, megabytes):
    """A small disk in memory."""
    require_root("a disk of its own (mounting a tmpfs)")
    folder = stage.folder / name
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=True)
    stage.on_close.append(lambda: subprocess.run(["umount", "--lazy", folder], check=False))
    return folder


def fill_up(folder):
    """Takes all the room there is; gives it back when the file is removed."""
    ballast = folder / "ballast"
    with open(ballast, "ab", buffering=0) as out:
        try:
            while True:
                out.write(bytes(1 << 16))
        except OSError:
            pass
    return ballast


def run(stage):
    turns = 6 if stage.is_long else 2
    # Each brings some 30,000 reports more, which must find room once the ballast is gone.
    disk = mount(stage, "server", 450 * turns)
    wal = mount(stage, "wal", 400)
    os.chmod(wal, 0o777)
    stage.start_cluster("server", "max_wal_size = 64MB\nmin_wal_size = 32MB\nwal_recycle = off", initdb=["--waldir", wal / "wal"])
    stage.fill(3000)
    for _ in range(2):
        stage.start_worker()
    for turn in range(turns):
        stage.top_up(20_000, 25_000)
        stage.wait_for_progress()
        # The WAL full stops the whole server, the data full only what needs another page.
        full = (disk, wal)[turn % 2]
        heard = stage.logged("database is away")
        # Frozen meanwhile, or they would be done before the disk is full.
        for worker in stage.workers:
            worker.freeze()
        ballast = fill_up(full)
        for worker in stage.workers:
            worker.thaw()
        end = time.monotonic() + 60
        while stage.logged("database is away") == heard:
            if time.monotonic() > end:
                raise Failed("no worker noticed that the disk is full")
            fill_up(full)
            time.sleep(0.1)
        time.sleep(2)
        ballast.unlink()
        if not stage.cluster.pid:
            stage.cluster.start()
        stage.count(f"times full, {'WAL' if full == wal else 'data'}")
        stage.deaths += 4
    stage.finish()
    stage.figures["errors 53100 logged"] = stage.logged("53100")
