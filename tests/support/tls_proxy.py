# SPDX-License-Identifier: Apache-2.0
"""TLS in front of a server that has none."""

import asyncio
import contextlib
import ssl
import threading


class TlsProxy:
    """On a port of its own, from its making until close(). `folder` is of certificates.make_certificates()."""

    def __init__(self, folder, host, port):
        self._target = (host, port)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "server.crt", folder / "server.key")
        listening = asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader, writer):
        onward_reader, onward_writer = await asyncio.open_connection(*self._target)
        await asyncio.gather(self._pass(reader, onward_writer), self._pass(onward_reader, writer))

    @staticmethod
    async def _pass(reader, writer):
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()

    def close(self):
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
