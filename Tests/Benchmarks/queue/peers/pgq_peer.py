"""PgQ: events in batches between two ticks; nothing is kept of a single one."""
import time

import psycopg

import peer


async def install():
    with psycopg.connect(autocommit=True) as session:
        session.execute("CREATE EXTENSION pgq")
        session.execute("SELECT pgq.create_queue('bench'), pgq.register_consumer('bench', 'bench')")
        # A tick after each portion, as its daemon would make them under load.
        session.execute("SELECT pgq.set_queue_config('bench', 'ticker_max_count', '1')")


async def enqueue(count):
    with psycopg.connect(autocommit=True) as session:
        for portion in peer.portions(count, 100):
            session.execute("SELECT pgq.insert_event('bench', 'nothing', number::text) FROM generate_series(1, %s) AS number", (portion,))
            session.execute("SELECT pgq.ticker('bench')")


async def work():
    with psycopg.connect(autocommit=True) as session:
        while True:
            batch = session.execute("SELECT pgq.next_batch('bench', 'bench')").fetchone()[0]
            if batch is None:
                time.sleep(0.1)
                continue
            session.execute("SELECT ev_id, ev_type, ev_data FROM pgq.get_batch_events(%s)", (batch,)).fetchall()
            session.execute("SELECT pgq.finish_batch(%s)", (batch,))


peer.main(install, enqueue, work)
