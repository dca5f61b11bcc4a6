"""procrastinate: a row for each job, its status updated, an event appended at each change."""
import procrastinate

import peer

app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=peer.url(), min_size=4, max_size=20))


@app.task(name="nothing")
async def nothing():
    pass


async def install():
    async with app.open_async():
        await app.schema_manager.apply_schema_async()


async def enqueue(count):
    async with app.open_async():
        for portion in peer.portions(count):
            await nothing.batch_defer_async(*[{}] * portion)


async def work():
    async with app.open_async():
        await app.run_worker_async(concurrency=10, wait=True)


peer.main(install, enqueue, work)
