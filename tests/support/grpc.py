# SPDX-License-Identifier: Apache-2.0
"""Just enough gRPC to call a unary method with an empty request and read its status: HTTP/2 without Huffman
codes, which neither side needs here. And the identity that services prove to each other."""

import asyncio
import base64
import hashlib
import hmac
import struct
import time

UNAUTHENTICATED = 16
PERMISSION_DENIED = 7
INTERNAL = 13
UNIMPLEMENTED = 12

_DATA, _HEADERS, _RESET, _SETTINGS, _PING, _GOAWAY, _CONTINUATION = 0, 1, 3, 4, 6, 7, 9
_END_STREAM, _ACK, _END_HEADERS, _PADDED, _PRIORITY = 1, 1, 4, 8, 32
_STATIC_ENTRIES = 61


class Channel:
    def __init__(self, port):
        self.port = port
        self._reader = None
        self._writer = None
        self._stream = -1
        self._table = []  # HPACK's dynamic table, the latest first

    async def close(self):
        if self._writer:
            self._writer.close()

    async def call(self, path, metadata=None, timeout=30, first_message=False):
        """(gRPC status, message). With `first_message` the first one of a stream is its end, and as good as OK."""
        return await asyncio.wait_for(self._call(path, metadata or {}, first_message), timeout)

    async def _call(self, path, metadata, first_message):
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
            self._writer.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _frame(_SETTINGS, 0, 0, b""))
        self._stream += 2
        fields = {
            ":method": "POST",
            ":scheme": "http",
            ":path": path,
            ":authority": f"127.0.0.1:{self.port}",
            "te": "trailers",
            "content-type": "application/grpc",
            **metadata,
        }
        block = b"".join(_literal(name, value) for name, value in fields.items())
        self._writer.write(_frame(_HEADERS, _END_HEADERS, self._stream, block))
        self._writer.write(_frame(_DATA, _END_STREAM, self._stream, b"\x00" * 5))
        await self._writer.drain()
        return await self._await_status(first_message)

    async def _await_status(self, first_message):
        block, status = b"", {}
        while True:
            head = await self._reader.readexactly(9)
            length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
            stream = int.from_bytes(head[5:], "big")
            payload = await self._reader.readexactly(length)
            if kind == _SETTINGS and not flags & _ACK:
                self._writer.write(_frame(_SETTINGS, _ACK, 0, b""))
            elif kind == _DATA and first_message and stream == self._stream and length:
                return 0, ""
            elif kind == _PING and not flags & _ACK:
                self._writer.write(_frame(_PING, _ACK, 0, payload))
            elif kind in (_HEADERS, _CONTINUATION):
                block += payload[_padding(kind, flags) :]
                if flags & _END_HEADERS:
                    fields = self._decode(block)
                    block = b""
                    if stream == self._stream:
                        status.update(fields)
            elif kind == _GOAWAY or (kind == _RESET and stream == self._stream):
                raise ConnectionError("the server ended the call")
            if "grpc-status" in status:
                return int(status["grpc-status"]), status.get("grpc-message", "")

    def _decode(self, block):
        fields, at = {}, 0
        while at < len(block):
            first = block[at]
            if first & 0x80:  # indexed
                index, at = _integer(block, at, 7)
                if index > _STATIC_ENTRIES:
                    name, value = self._table[index - _STATIC_ENTRIES - 1]
                    fields[name] = value
            elif first & 0xE0 == 0x20:  # a new size of the table
                _, at = _integer(block, at, 5)
            else:
                keep = bool(first & 0x40)
                index, at = _integer(block, at, 6 if keep else 4)
                if index == 0:
                    name, at = _text(block, at)
                elif index > _STATIC_ENTRIES:
                    name = self._table[index - _STATIC_ENTRIES - 1][0]
                else:
                    name = f"static {index}"
                value, at = _text(block, at)
                fields[name] = value
                if keep:
                    self._table.insert(0, (name, value))
        return fields


def _frame(kind, flags, stream, payload):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def _padding(kind, flags):
    """Where the block starts; gRPC's servers do not pad."""
    return 5 if kind == _HEADERS and flags & _PRIORITY else 0


def _length(value, prefix):
    limit = (1 << prefix) - 1
    if value < limit:
        return bytes([value])
    out, value = [limit], value - limit
    while value >= 128:
        out.append(value % 128 + 128)
        value //= 128
    return bytes(out + [value])


def _literal(name, value):
    name, value = name.encode(), value.encode()
    return b"\x00" + _length(len(name), 7) + name + _length(len(value), 7) + value


def _integer(block, at, prefix):
    limit = (1 << prefix) - 1
    value, at, shift = block[at] & limit, at + 1, 0
    if value < limit:
        return value, at
    while True:
        value += (block[at] & 127) << shift
        shift, at = shift + 7, at + 1
        if not block[at - 1] & 128:
            return value, at


def _text(block, at):
    coded = block[at] & 0x80
    length, at = _integer(block, at, 7)
    text = "" if coded else block[at : at + length].decode("latin-1")
    return text, at + length


def identity(key_hex, service, at=None):
    """What a service of the platform shows its neighbours, when it calls for itself."""
    expires = int(time.time() if at is None else at) + 60
    text = f"{service}|0|0|0||{expires}"
    key = hashlib.blake2b(bytes.fromhex(key_hex), digest_size=32).digest()
    seal = hmac.new(key, text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"
