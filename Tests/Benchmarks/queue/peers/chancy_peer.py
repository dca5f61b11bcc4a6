"""chancy: a row for each job, claimed and completed by updates, both in batches."""
import chancy

import peer


@chancy.job(queue="default")
async def nothing():
    pass


async def install():
    async with chancy.Chancy(peer.url()) as app:
        await app.migrate()
        await app.declare(chancy.Queue("default", concurrency=100, executor=chancy.Chancy.Executor.Async, polling_interval=1, eager_polling=True))


async def enqueue(count):
    async with chancy.Chancy(peer.url()) as app:
        async for _ in app.push_many([nothing.job] * count):
            pass


async def work():
    async with chancy.Chancy(peer.url()) as app:
        async with chancy.Worker(app) as worker:
            await worker.wait_for_shutdown()


peer.main(install, enqueue, work)
