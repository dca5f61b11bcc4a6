"""Workers behind PgBouncer in transaction mode, killed and cut off, with the pooler killed under them.

Each of a worker's connections holds a session for the batch it reads, another at times for the one that it commits, and needs one for
a moment to write the journal. What commits waits for nobody, so the pool must have one session more than all workers have
connections; a smaller one lets them wait for each other.
"""
import os
import pathlib
import shutil
import subprocess
import time

from cluster import free_port
from stage import Failed, Skipped


class Pooler:
    """PgBouncer in transaction mode with as few sessions as will do for three workers of two connections."""

    def __init__(self, stage, program):
        self.program = program
        self.folder = stage.folder / "pgbouncer"
        self.folder.mkdir()
        self.port = free_port()
        self.process = None
        (self.folder / "users.txt").write_text('"postgres" ""\n')
        (self.folder / "pgbouncer.ini").write_text(f"""
[databases]
postgres = host={stage.cluster.folder} port={stage.cluster.port} dbname=postgres pool_size=7
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {self.port}
unix_socket_dir =
auth_type = trust
auth_file = {self.folder}/users.txt
pool_mode = transaction
server_reset_query =
logfile = {self.folder}/pgbouncer.log
""")
        if os.getuid() == 0:
            for path in (self.folder, *self.folder.iterdir()):
                shutil.chown(path, "postgres", "postgres")

    @property
    def conninfo(self):
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"

    def start(self):
        demote = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--") if os.getuid() == 0 else ()
        self.process = subprocess.Popen([*demote, self.program, "-q", str(self.folder / "pgbouncer.ini")],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while self.query("SELECT 1") != "1":
            if self.process.poll() is not None:
                raise Failed(f"PgBouncer ended with {self.process.returncode}")
            time.sleep(0.05)
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def query(self, statement):
        done = subprocess.run(["psql", "-XAtq", self.conninfo, "-c", statement], capture_output=True, text=True)
        return done.stdout.strip()


def run(stage):
    program = os.environ.get("GONGBAO_PGBOUNCER") or shutil.which("pgbouncer", path=os.environ["PATH"] + ":/usr/sbin")
    if not program or not pathlib.Path(program).exists():
        raise Skipped("PgBouncer is not installed (apt-get install pgbouncer, or GONGBAO_PGBOUNCER=/path)")
    stage.start_cluster()
    stage.fill(3000)
    pooler = Pooler(stage, program).start()
    stage.on_close.append(pooler.stop)
    for _ in range(3):
        stage.start_worker(pooler.conninfo)
    for turn in range(60 if stage.is_long else 10):
        stage.pause(0.1, 0.5)
        stage.top_up()
        if turn % 5 == 4:
            pooler.stop()
            stage.count("poolers killed")
            pooler.start()
            stage.deaths += 6
        else:
            stage.kill_worker(stage.random.choice(stage.workers))
            stage.start_worker(pooler.conninfo)
        # A setting of the journal's must not reach the sessions that commit results.
        if pooler.query("SHOW synchronous_commit") != "on":
            raise Failed("synchronous_commit leaked into a pooled session")
    stage.wait_until_settled()
    stage.drain()
    # Its idle sessions keep the name of the worker they served last.
    pooler.stop()
    stage.audit()
