"""What each peer's script is: NAME.py install | enqueue COUNT | work, with the database in PGHOST and its kin."""
import asyncio
import os
import sys


def url(host=""):
    """The database as an address, over the unix socket; some want a host's name there all the same."""
    return f"postgresql://{os.environ['PGUSER']}@{host}/{os.environ['PGDATABASE']}?host={os.environ['PGHOST']}&port={os.environ['PGPORT']}"


def portions(count, size=1000):
    """A count, cut into portions."""
    return [min(size, count - first) for first in range(0, count, size)]


def main(install, enqueue, work):
    """Does what the command line says."""
    action = sys.argv[1]
    asyncio.run({"install": install, "work": work}[action]() if action != "enqueue" else enqueue(int(sys.argv[2])))
