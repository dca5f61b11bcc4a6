"""A private PostgreSQL whose processes can be killed, frozen and restarted at will."""
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time


def binaries():
    """The folder of the newest server's programs."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not folders:
        raise SystemExit("chaos: no PostgreSQL server under /usr/lib/postgresql (apt-get install postgresql-15)")
    return folders[-1].parent


def free_port():
    """A TCP port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def process_tree(pid):
    """A process and its children, the parent first."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid] + [int(child) for child in children.read_text().split()]
    except OSError:
        return []


class Cluster:
    """One data directory and the server on it: a unix socket and a port on the loopback interface."""

    SETTINGS = """
max_connections = 100
shared_buffers = 128MB
max_wal_size = 1GB
log_min_messages = warning
restart_after_crash = on
"""

    def __init__(self, folder, name="server", settings="", prefix=()):
        self.name = name
        self.folder = pathlib.Path(folder) / name
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.port = free_port()
        self.settings = settings
        # What the server is started with, such as `ip netns exec NAME`.
        self.prefix = tuple(prefix)
        self.restarts = 0

    # As root the server's programs are run as postgres, which refuse to run as root.
    def run(self, *command, check=True, **options):
        demote = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--") if os.getuid() == 0 else ()
        return subprocess.run(
            [*self.prefix, *demote, *map(str, command)], check=check, cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, **options)

    def make_folder(self):
        """The folder, owned by the user that runs the server."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")

    def create(self, *initdb_options):
        """Makes the data directory."""
        self.make_folder()
        self.run(binaries() / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
                 "--no-sync", *initdb_options)
        self.configure()
        return self

    def create_standby(self, primary):
        """Makes the data directory a copy of `primary` that follows it."""
        self.make_folder()
        self.run(binaries() / "pg_basebackup", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "--no-sync",
                 "-d", f"{primary.conninfo_tcp} application_name={self.name}")
        self.configure()
        return self

    def configure(self):
        """Writes what differs from the defaults."""
        with open(self.data / "postgresql.conf", "a") as out:
            out.write(f"{self.SETTINGS}\nport = {self.port}\nunix_socket_directories = '{self.folder}'\n"
                      f"listen_addresses = '127.0.0.1'\n{self.settings}\n")

    @property
    def conninfo(self):
        """Over the unix socket."""
        return f"host={self.folder} port={self.port} user=postgres dbname=postgres"

    @property
    def conninfo_tcp(self):
        """Over the loopback interface."""
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"

    @property
    def pid(self):
        """The postmaster's process, or None."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if pathlib.Path(f"/proc/{pid}").exists() else None

    def start(self):
        """Starts it and waits until it answers."""
        self.run(binaries() / "pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "60", "start")
        return self

    def stop(self, mode="fast"):
        """Stops it: fast ends sessions in order, immediate leaves recovery for the next start."""
        self.run(binaries() / "pg_ctl", "-D", self.data, "-m", mode, "-w", "-t", "60", "stop", check=False)

    def restart(self, mode):
        """Stops it in a mode of pg_ctl, or kills it, and starts it again."""
        if mode == "kill":
            self.kill()
        else:
            self.stop(mode)
        self.start()
        self.restarts += 1

    def kill(self):
        """SIGKILL to the postmaster and every backend at once."""
        pids = process_tree(self.pid)
        self._signal(pids, signal.SIGKILL)
        while any(self._is_running(pid) for pid in pids):
            time.sleep(0.01)
        # Where process 1 reaps slowly the dead postmaster still answers to its number, and its lock files would count.
        for lock in (self.data / "postmaster.pid", self.folder / f".s.PGSQL.{self.port}.lock"):
            lock.unlink(missing_ok=True)

    def kill_backend(self, pid):
        """SIGKILL to one backend, as the kernel does when memory runs out; the server then restarts itself."""
        self._signal([pid], signal.SIGKILL)

    def freeze(self):
        """SIGSTOP to all of it: the kernel still acknowledges packets, nobody answers."""
        self._signal(process_tree(self.pid), signal.SIGSTOP)

    def thaw(self):
        """Lets a frozen server go on."""
        self._signal(process_tree(self.pid), signal.SIGCONT)

    def promote(self):
        """Makes a standby the primary."""
        self.run(binaries() / "pg_ctl", "-D", self.data, "-w", "promote")

    def sql(self, statement, check=True):
        """The first column of the answer's rows; with check=False an empty list when the server is away."""
        done = subprocess.run(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", f"{self.conninfo} connect_timeout=5", "-c", statement],
            capture_output=True, text=True)
        if done.returncode != 0:
            if check:
                raise RuntimeError(done.stderr.strip())
            return []
        return done.stdout.splitlines()

    def is_ready(self):
        """Whether it answers."""
        return self.sql("SELECT 1", check=False) == ["1"]

    def remove(self):
        """Stops it and removes its data."""
        if self.pid:
            self.thaw()
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _signal(pids, number):
        for pid in pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    @staticmethod
    def _is_running(pid):
        try:
            return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False
