# SPDX-License-Identifier: Apache-2.0
"""A small HTTP/1.1 client on asyncio: keeps connections, follows nothing, hides nothing."""

import asyncio
import json as json_format
import urllib.parse

LIMIT = 1 << 20  # of one line or header


class Reply:
    def __init__(self, status, headers, body, cookies=()):
        self.status = status
        self.headers = headers  # names in lower case
        self.body = body
        self.cookies = cookies  # each Set-Cookie field

    def json(self):
        return json_format.loads(self.body)

    @property
    def reason(self):
        """The reason of a problem; empty when the reply is none."""
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            return ""
        return self.json().get("reason", "")

    def __repr__(self):
        return f"<{self.status} {self.body[:600]!r}>"


class Client:
    """Belongs to one event loop. `concurrency` bounds the connections that are open at once."""

    def __init__(self, port, concurrency=200, timeout=60.0):
        self.port = port
        self.timeout = timeout
        self._idle = []
        self._slots = asyncio.Semaphore(concurrency)

    async def close(self):
        while self._idle:
            _, writer = self._idle.pop()
            writer.close()

    async def get(self, path, **options):
        return await self.request("GET", path, **options)

    async def post(self, path, json=None, **options):
        return await self.request("POST", path, json={} if json is None else json, **options)

    async def request(
        self, method, path, json=None, body=None, token=None, key=None, headers=None, timeout=None, first_event=False
    ):
        """With `first_event` no more of a stream of events is read; its connection closes."""
        if json is not None:
            body = json_format.dumps(json).encode()
        fields = {"Host": f"127.0.0.1:{self.port}"}
        if body is not None:
            fields["Content-Type"] = "application/json"
            fields["Content-Length"] = str(len(body))
        if token:
            fields["Authorization"] = f"Bearer {token}"
        if key:
            fields["Idempotency-Key"] = key
        fields.update(headers or {})
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        message = head.encode() + b"\r\n" + (body or b"")
        async with self._slots:
            return await asyncio.wait_for(self._exchange(method, message, first_event), timeout or self.timeout)

    async def _exchange(self, method, message, first_event):
        # A connection that was kept may have been closed meanwhile: then, and only then, a second try.
        while self._idle:
            connection = self._idle.pop()
            try:
                return await self._send(connection, method, message, first_event)
            except (ConnectionError, asyncio.IncompleteReadError) as failure:
                if isinstance(failure, asyncio.IncompleteReadError) and failure.partial:
                    raise
        connection = await asyncio.open_connection("127.0.0.1", self.port, limit=LIMIT)
        return await self._send(connection, method, message, first_event)

    async def _send(self, connection, method, message, first_event):
        reader, writer = connection
        kept = False
        try:
            writer.write(message)
            await writer.drain()
            reply, keep = await read_reply(reader, method, first_event)
            if keep:
                self._idle.append(connection)
                kept = True
            return reply
        finally:
            if not kept:
                writer.close()


async def read_reply(reader, method="GET", first_event=False):
    """(reply, whether the connection goes on)."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split(" ", 2)[1])
    headers, cookies = {}, []
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name:
            headers[name.strip().lower()] = value.strip()
        if name.strip().lower() == "set-cookie":
            cookies.append(value.strip())
    body = b""
    if method != "HEAD" and status not in (204, 304) and status >= 200:
        if first_event and headers.get("content-type", "") == "text/event-stream":
            return Reply(status, headers, await reader.readuntil(b"\n\n"), cookies), False
        if headers.get("transfer-encoding", "").lower() == "chunked":
            body = await _read_chunks(reader)
        elif "content-length" in headers:
            body = await reader.readexactly(int(headers["content-length"]))
        else:
            return Reply(status, headers, await reader.read(), cookies), False
    return Reply(status, headers, body, cookies), headers.get("connection", "").lower() != "close"


async def _read_chunks(reader):
    body = b""
    while True:
        size = int((await reader.readline()).split(b";")[0], 16)
        if size == 0:
            while (await reader.readline()).strip():
                pass
            return body
        body += await reader.readexactly(size)
        await reader.readexactly(2)


def path_of(url):
    """The path and query of an absolute address."""
    parts = urllib.parse.urlsplit(url)
    return parts.path + ("?" + parts.query if parts.query else "")
