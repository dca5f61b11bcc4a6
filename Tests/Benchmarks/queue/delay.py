"""A proxy in a process of its own that delivers everything some time later, at full bandwidth."""
import asyncio
import multiprocessing
import socket


class Delay:
    """A proxy to a port on the loopback interface."""

    def __init__(self, port, seconds):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        ready = multiprocessing.Event()
        self.process = multiprocessing.Process(
            target=lambda: asyncio.run(serve(self.port, port, seconds, ready)), daemon=True)
        self.process.start()
        ready.wait()

    @property
    def conninfo(self):
        """For a worker."""
        return f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"

    def close(self):
        """Stops it."""
        self.process.kill()
        self.process.join()


class Line(asyncio.Protocol):
    """One end; what comes in goes out at the other some time later, in order."""

    def __init__(self, seconds, connect=None):
        self.seconds = seconds
        self.connect = connect
        self.other = None
        self.transport = None
        self.waiting = []

    def connection_made(self, transport):
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.connect:
            asyncio.ensure_future(self.open())

    async def open(self):
        _, self.other = await self.connect(lambda: Line(self.seconds))
        self.other.other = self
        for data in self.waiting:
            self.data_received(data)

    def data_received(self, data):
        if self.other is None:
            self.waiting.append(data)
        else:
            # Calls for later times are made in the order of those times.
            asyncio.get_running_loop().call_later(self.seconds, self.other.transport.write, data)

    def connection_lost(self, error):
        if self.other:
            asyncio.get_running_loop().call_later(self.seconds, self.other.transport.close)


async def serve(port, upstream, seconds, ready):
    loop = asyncio.get_running_loop()

    def accept():
        return Line(seconds, lambda make: loop.create_connection(make, "127.0.0.1", upstream))

    server = await loop.create_server(accept, "127.0.0.1", port)
    ready.set()
    await server.serve_forever()
