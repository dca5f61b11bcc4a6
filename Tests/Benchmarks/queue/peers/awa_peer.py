"""awa: ready entries and receipts appended to rings of tables; its runtime is Rust, the job a Python function."""
import asyncio
import dataclasses

import awa

import peer


@dataclasses.dataclass
class Nothing:
    number: int


def client():
    return awa.AsyncClient(peer.url("localhost"))


async def install():
    queue = client()
    await queue.migrate()
    await queue.install_queue_storage(schema="awa")


async def enqueue(count):
    queue = client()
    for portion in peer.portions(count):
        await queue.enqueue_many_copy([Nothing(number) for number in range(portion)], queue="bench")


async def work():
    queue = client()

    @queue.task(Nothing, queue="bench")
    async def nothing(job):
        pass

    await queue.start([("bench", 100)])
    await asyncio.Event().wait()


peer.main(install, enqueue, work)
