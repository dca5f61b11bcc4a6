"""A worker's cable is pulled: nobody hears of it, and its jobs are free once the server notices; then it is plugged in again."""
import os
import subprocess
import time

from stage import Skipped, require_root


class Network:
    """Two hosts, as network namespaces on a bridge in a third; nothing is added to the machine's own network."""

    def __init__(self):
        self.names = {name: f"gongbao-{name}-{os.getpid()}" for name in ("lan", "server", "worker")}

    def build(self):
        for name in self.names.values():
            self.ip("netns", "add", name)
        lan = self.names["lan"]
        self.ip("-n", lan, "link", "add", "bridge", "type", "bridge")
        self.ip("-n", lan, "link", "set", "bridge", "up")
        for place, host in enumerate(("server", "worker")):
            name = self.names[host]
            self.ip("link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", host, "netns", lan)
            self.ip("-n", lan, "link", "set", host, "master", "bridge", "up")
            self.ip("-n", name, "link", "set", "lo", "up")
            self.ip("-n", name, "link", "set", "eth0", "up")
            self.ip("-n", name, "addr", "add", f"10.88.0.{place + 1}/24", "dev", "eth0")

    def pull(self, host):
        self.ip("-n", self.names["lan"], "link", "set", host, "down")

    def plug(self, host):
        self.ip("-n", self.names["lan"], "link", "set", host, "up")

    def inside(self, host):
        """What a command is started with to run on a host."""
        return ("ip", "netns", "exec", self.names[host])

    def remove(self):
        for name in self.names.values():
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)

    @staticmethod
    def ip(*arguments):
        subprocess.run(["ip", *arguments], check=True, capture_output=True)


def run(stage):
    require_root("a network of its own")
    network = Network()
    stage.on_close.append(network.remove)
    try:
        network.build()
    except (OSError, subprocess.CalledProcessError) as error:
        raise Skipped(f"no network namespace may be made here: {error}") from error
    # Its unix socket is within reach of the harness all the same.
    cluster = stage.start_cluster("server", "listen_addresses = '*'", prefix=network.inside("server"))
    with open(cluster.data / "pg_hba.conf", "a") as out:
        out.write("host all all 10.88.0.0/24 trust\n")
    cluster.sql("SELECT pg_reload_conf()")
    stage.fill(3000)
    far = f"host=10.88.0.1 port={cluster.port} user=postgres dbname=postgres connect_timeout=3"
    stage.start_worker(far, prefix=network.inside("worker"))
    for _ in range(5 if stage.is_long else 1):
        stage.wait_for_progress()
        stage.pause(0.0, 0.5)
        network.pull("worker")
        begin = time.monotonic()
        stage.count("cables pulled")
        stage.deaths += 2
        # What the far worker held is free again when the server has given its sessions up.
        near = stage.start_worker(cluster.conninfo)
        stage.fill(2000)
        stage.wait_until_settled()
        longest = max(time.monotonic() - begin, float(stage.figures.get("jobs free after", "0 s").split()[0]))
        stage.figures["jobs free after"] = f"{longest:.0f} s"
        while stage.logged("database is away") < stage.figures["cables pulled"]:
            time.sleep(0.1)
        network.plug("worker")
        near.drain()
        stage.workers.remove(near)
        # Only the far worker is left: that there is progress shows that it came back.
        stage.wait_for_progress()
    stage.finish()
