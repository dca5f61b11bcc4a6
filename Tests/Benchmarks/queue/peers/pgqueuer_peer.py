"""PgQueuer: a row for each job, picked in batches and moved to a log."""
import asyncpg
from pgqueuer.db import AsyncpgDriver
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries

import peer


async def queries():
    return Queries(AsyncpgDriver(await asyncpg.connect(peer.url())))


async def install():
    await (await queries()).install()


async def enqueue(count):
    queue = await queries()
    for portion in peer.portions(count):
        await queue.enqueue(["nothing"] * portion, [None] * portion, [0] * portion)


async def work():
    manager = QueueManager(await queries())

    @manager.entrypoint("nothing")
    async def nothing(job):
        pass

    await manager.run(batch_size=100)


peer.main(install, enqueue, work)
