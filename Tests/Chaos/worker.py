"""A worker process that can be killed, frozen and drained."""
import os
import signal
import subprocess
import time


class Worker:
    """`gongbao worker` with its log in a file."""

    def __init__(self, binary, conninfo, log, connections=2, environment=None, prefix=()):
        self.log = log
        self.is_frozen = False
        with open(log, "ab") as out:
            self.process = subprocess.Popen(
                [*prefix, binary, "worker", "--connections", str(connections), "--database", conninfo],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, env={**os.environ, **(environment or {})})

    @property
    def is_running(self):
        """Whether it has not ended."""
        return self.process.poll() is None

    def kill(self):
        """SIGKILL, waited for."""
        self.process.kill()
        self.process.wait()

    def freeze(self):
        """SIGSTOP."""
        self.is_frozen = True
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        """SIGCONT."""
        self.is_frozen = False
        self.process.send_signal(signal.SIGCONT)

    def drain(self, limit=120):
        """SIGTERM, waited for; the exit status.

        Not before it listens to signals: one that has done nothing yet just ends.
        """
        end = time.monotonic() + 10
        while self.is_running and b"event=started" not in self.log.read_bytes() and time.monotonic() < end:
            time.sleep(0.01)
        if self.is_running:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.kill()
            return f"not drained within {limit} s"
