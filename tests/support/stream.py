# SPDX-License-Identifier: Apache-2.0
"""Streams of events as a browser holds them, over sockets of their own."""

import asyncio
import json


class Stream:
    """An open stream: its status line, and what has come since."""

    def __init__(self, reader, writer):
        self._reader = reader
        self._writer = writer
        self.head = ""

    @classmethod
    async def open(cls, port, path, token, **fields):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
        head = f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{lines}\r\n"
        writer.write(head.encode())
        stream = cls(reader, writer)
        stream.head = (await reader.readuntil(b"\r\n\r\n")).decode()
        return stream

    @property
    def status(self):
        return int(self.head.split(" ", 2)[1])

    async def next(self, timeout=30):
        """The next event: its fields by name, `data` read as JSON. An error's `event` is "error"."""
        while True:
            text = await asyncio.wait_for(self._reader.readuntil(b"\n\n"), timeout)
            fields = dict(line.split(": ", 1) for line in text.decode().splitlines() if ": " in line)
            if "data" in fields:
                return {**fields, "data": json.loads(fields["data"])}

    async def rest(self):
        """Until its end."""
        text = b""
        while not text.endswith(b"0\r\n\r\n"):
            piece = await self._reader.read(65536)
            if not piece:
                break
            text += piece
        return text.decode()

    def close(self):
        self._writer.close()
