"""A TCP proxy between worker and server that cuts connections where it hurts most."""
import asyncio
import socket
import struct
import threading


class Pair:
    """One connection through the proxy."""

    def __init__(self, client, server):
        self.client = client
        self.server = server
        self.is_committing = False
        # Bytes of a COPY that may still pass before the cut; None outside a COPY that is to be cut.
        self.copy_allowance = None

    def reset(self):
        """Ends both sides with RST, as a firewall does that forgot the connection."""
        for writer in (self.client, self.server):
            try:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            except OSError:
                pass
            writer.transport.abort()


class Proxy:
    """Listens on a port of its own and passes everything on, until told to do harm.

    Faults wait for their moment: `cut_commits` and `cut_copies` are how many cuts are still to be made.
    """

    def __init__(self, port, randomness):
        self.upstream_port = port
        self.random = randomness
        self.cut_commits = 0
        self.cut_copies = 0
        self.commits_cut = 0
        self.copies_cut = 0
        self.delay = 0.0
        self.is_swallowing = False
        self.is_refusing = False
        self.pairs = set()
        self.port = None
        self._loop = asyncio.new_event_loop()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait()

    @property
    def conninfo(self):
        """For a worker."""
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"

    def reset_all(self):
        """Cuts every connection now."""
        self._loop.call_soon_threadsafe(lambda: [pair.reset() for pair in list(self.pairs)])

    def close(self):
        """Stops it."""
        self.reset_all()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self, started):
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()

    async def _accept(self, reader, writer):
        if self.is_refusing:
            writer.transport.abort()
            return
        try:
            upstream_reader, upstream_writer = await asyncio.open_connection("127.0.0.1", self.upstream_port)
        except OSError:
            writer.transport.abort()
            return
        for one in (writer, upstream_writer):
            one.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pair = Pair(writer, upstream_writer)
        self.pairs.add(pair)
        try:
            await asyncio.gather(
                self._pump(reader, upstream_writer, pair, self._look_at_request),
                self._pump(upstream_reader, writer, pair, self._look_at_answer))
        finally:
            self.pairs.discard(pair)
            pair.client.close()
            pair.server.close()

    async def _pump(self, reader, writer, pair, is_fatal):
        try:
            while data := await reader.read(16384):
                while self.is_swallowing:
                    await asyncio.sleep(0.02)
                if self.delay:
                    await asyncio.sleep(self.delay)
                if is_fatal(pair, data):
                    pair.reset()
                    return
                writer.write(data)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            pair.reset()

    def _look_at_request(self, pair, data):
        if b"COMMIT" in data:
            pair.is_committing = True
        if pair.copy_allowance is None:
            return False
        pair.copy_allowance -= len(data)
        if pair.copy_allowance >= 0:
            return False
        self.copies_cut += 1
        return True

    def _look_at_answer(self, pair, data):
        # G: the server is ready to take the rows of a COPY.
        if self.cut_copies > 0 and pair.copy_allowance is None and b"G\x00\x00" in data:
            self.cut_copies -= 1
            pair.copy_allowance = self.random.choice([0, 100, 5000, 20_000])
        # The server has committed, and the client will never hear of it.
        if pair.is_committing and b"COMMIT\x00" in data:
            pair.is_committing = False
            if self.cut_commits > 0:
                self.cut_commits -= 1
                self.commits_cut += 1
                return True
        return False
