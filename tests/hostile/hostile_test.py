# SPDX-License-Identifier: Apache-2.0
"""Bad input of every kind: each is answered with a 4xx problem or a closed connection, memory stays flat, and
the program goes on serving others."""

import asyncio
import json
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase
from tests.support.client import LIMIT, read_reply

MEGABYTE = 1 << 20
GROWTH_MAX = 60 * MEGABYTE  # of the resident memory, by anything that one test sends
CLOSED = (ConnectionError, asyncio.IncompleteReadError)


class Hostile(PlatformCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.before = self.platform.resident_bytes()

    async def asyncTearDown(self):
        self.assertTrue(self.platform.alive(), self.platform.log())
        shop.need("browse", await self.client.get("/v1/products"))
        grown = self.platform.resident_bytes() - self.before
        self.assertLess(grown, GROWTH_MAX)

    async def raw(self, *pieces, port=None, pause=0.0, timeout=60):
        """The reply to bytes sent as they are; None for a closed connection."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port or self.platform.gateway_port, limit=LIMIT)
        try:

            async def send():
                try:
                    for piece in pieces:
                        writer.write(piece)
                        await writer.drain()
                        if pause:
                            await asyncio.sleep(pause)
                except ConnectionError:
                    pass  # what was said before the connection closed is read below

            sending = asyncio.ensure_future(send())
            try:
                reply, _ = await asyncio.wait_for(read_reply(reader), timeout)
                return reply
            except CLOSED:
                return None
            finally:
                sending.cancel()
        finally:
            writer.close()

    def assert_refused(self, reply, *statuses):
        if reply is None:
            return
        # 501 and 505 say that HTTP has such a thing, and that it is not spoken here.
        self.assertTrue(400 <= reply.status < 500 or reply.status in (501, 505), reply)
        if statuses:
            self.assertIn(reply.status, statuses, reply)
        self.assertTrue(reply.headers.get("content-type", "").startswith("application/problem+json"), reply)
        self.assertEqual(json.loads(reply.body)["status"], reply.status)

    async def post(self, body, path="/v1/auth/login", token=None, headers=None):
        return await self.client.request("POST", path, body=body, token=token, headers=headers)

    async def test_malformed_json(self):
        bodies = [
            b"",
            b"{",
            b"[]",
            b"null",
            b'"text"',
            b"{]}",
            b'{"account": }',
            b'{"account": "a", "password": "b"',
            b'{"account": "a", "account": "b", "password": "c"}',
            b'{"account": "a", "password": "b"} {}',
            b'{"account": NaN}',
            b"{'account': 'a'}",
            b'\xef\xbb\xbf{"account": ]',
            b'{"account": "\\ud800"}',
            b'{"account": "a\nb", "password": "c"}',
            b'{"account": {"deep": 1}, "password": []}',
            b"\x00" * 100,
        ]
        for body in bodies:
            with self.subTest(body):
                self.assert_refused(await self.post(body), 400)

    async def test_deeply_nested_json(self):
        for open_, close in ((b"[", b"]"), (b'{"a":', b"}")):
            for depth in (200, 100_000):
                body = b'{"items": ' + open_ * depth + b"1" + close * depth + b"}"
                self.assert_refused(await self.post(body, "/v1/cart/items:batchAdd"), 400, 413)
                self.assert_refused(await self.post(b'{"items": ' + open_ * depth, "/v1/cart/items:batchAdd"), 400, 413)

    async def test_invalid_utf8(self):
        for bad in (b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"abc\x80"):
            with self.subTest(bad):
                self.assert_refused(await self.post(b'{"account": "' + bad + b'", "password": "x"}'), 400)
                escaped = "".join(f"%{byte:02x}" for byte in bad)
                self.assert_refused(await self.client.get(f"/v1/products?query={escaped}"), 400)
                self.assert_refused(await self.client.get(f"/v1/orders/{escaped}"), 400, 401, 404)

    async def test_numbers_out_of_range(self):
        for number in ("99999999999999999999", "-1", "0", "1e400", "1.5", "9223372036854775808", '"x"', '""', "true"):
            with self.subTest(number):
                body = f'{{"skuId": {number}, "quantity": 1}}'.encode()
                self.assert_refused(await self.post(body, "/v1/cart/items"), 400)
                body = f'{{"skuId": "1", "quantity": {number}}}'.encode()
                self.assert_refused(await self.post(body, "/v1/cart/items"), 400)
                bare = number.strip('"')
                self.assert_refused(await self.client.get(f"/v1/products/{bare or 'x'}"), 400, 404)
        for query in ("pageSize=-1", "pageSize=99999999999", "pageSize=x", "minPrice=1e3", "categoryId=9223372036854775808"):
            self.assert_refused(await self.client.get(f"/v1/products?{query}"), 400)

    async def test_unknown_fields_are_named(self):
        reply = await self.post(b'{"account": "a", "password": "b", "isAdmin": true}')
        self.assert_refused(reply, 400)
        self.assertIn(b"isAdmin", reply.body)
        reply = await self.client.get("/v1/products?nonsense=1")
        self.assert_refused(reply, 400)
        self.assertIn(b"nonsense", reply.body)

    async def test_path_tricks(self):
        paths = [
            "/../../etc/passwd",
            "/pictures/../../../etc/passwd",
            "/pictures/..%2f..%2f..%2fetc%2fpasswd",
            "/pictures/%2e%2e/%2e%2e/etc/passwd",
            "/pictures/....//etc/passwd",
            "/pictures/%00",
            "/v1/products/1%00",
            "/v1/products/%",
            "/v1/products/%zz",
            "/v1//products",
            "/v1/products/1/../../users/me",
            "/v1/users/me/..;/admin/users",
            "/V1/PRODUCTS",
            "//evil.example/v1/products",
            "/v1/orders/a%2fb",
            "/" + "a" * 4000,
            "/" + "a/" * 2000,
            "/v1/products?" + "brand=a&" * 900,
        ]
        for path in paths:
            with self.subTest(path[:80]):
                self.assert_refused(await self.client.get(path), 400, 401, 404, 414, 431)

    async def test_requests_that_are_not_http(self):
        head = b"Host: x\r\n"
        requests = [
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"nonsense\r\n\r\n",
            b"GET /v1/products\r\n\r\n",
            b"GET /v1/products HTTP/9.9\r\n" + head + b"\r\n",
            b"GET  /v1/products HTTP/1.1\r\n" + head + b"\r\n",
            b"GET /v1/products HTTP/1.1\r\n\r\n",
            b"GET /v1/products HTTP/1.1\r\n" + head + head + b"\r\n",
            b"GET /v1/products HTTP/1.1\r\n" + head + b"Bad Name: x\r\n\r\n",
            b"GET /v1/products HTTP/1.1\r\n" + head + b"X: a\x00b\r\n\r\n",
            b"GET /v1/products HTTP/1.1\r\n" + head + b"X: a\r\n folded\r\n\r\n",
            b"POST /v1/cart/items HTTP/1.1\r\n" + head + b"Content-Length: -1\r\n\r\n",
            b"POST /v1/cart/items HTTP/1.1\r\n" + head + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            b"POST /v1/cart/items HTTP/1.1\r\n" + head + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"POST /v1/cart/items HTTP/1.1\r\n" + head + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
            b"POST /v1/cart/items HTTP/1.1\r\n" + head + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            b"POST /v1/cart/items HTTP/1.1\r\n" + head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        ]
        for request in requests:
            for port in (self.platform.gateway_port, self.platform.ports["cart"]):
                with self.subTest(request[:80]):
                    self.assert_refused(await self.raw(request, port=port, timeout=90))

    async def test_a_body_of_a_hundred_megabytes(self):
        head = b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        block = b" " * MEGABYTE
        told = head + b"Content-Length: 104857600\r\n\r\n"
        self.assert_refused(await self.raw(told, *[block] * 100), 413)
        chunks = [b"100000\r\n" + block + b"\r\n"] * 100
        self.assert_refused(await self.raw(head + b"Transfer-Encoding: chunked\r\n\r\n", *chunks), 413)
        picture = b"POST /v1/pictures HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: 104857600\r\n"
        token = self.market.sellers[0].token.encode()
        self.assert_refused(await self.raw(picture + b"Authorization: Bearer " + token + b"\r\n\r\n", *[block] * 100), 413)

    async def test_floods_of_headers(self):
        head = b"GET /v1/products HTTP/1.1\r\nHost: x\r\n"
        many = b"".join(b"X-%d: y\r\n" % number for number in range(100_000))
        self.assert_refused(await self.raw(head, many, b"\r\n"), 400, 431)
        self.assert_refused(await self.raw(head, b"X: ", *[b"y" * 65536] * 200, b"\r\n\r\n"), 400, 431)
        self.assert_refused(await self.raw(b"GET /" + b"a" * MEGABYTE, b" HTTP/1.1\r\nHost: x\r\n\r\n"), 400, 414, 431)

    async def test_slow_clients_do_not_keep_others_waiting(self):
        # Each sends a byte now and then and never ends; none is read for ever.
        head = b"GET /v1/products HTTP/1.1\r\nHost: x\r\nX-Slow: "
        crawlers = [
            asyncio.ensure_future(self.raw(head, *[b"y"] * 600, pause=0.2, timeout=110)) for _ in range(200)
        ]
        body = b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 600\r\n\r\n"
        crawlers += [
            asyncio.ensure_future(self.raw(body, *[b" "] * 600, pause=0.2, timeout=110)) for _ in range(200)
        ]
        replies = await asyncio.gather(*(self.client.get(f"/v1/products?minPrice={n}") for n in range(200)))
        self.assertEqual({reply.status for reply in replies}, {200})
        for reply in await asyncio.gather(*crawlers):
            self.assert_refused(reply, 408)

    async def test_connections_that_say_nothing(self):
        idle = [await asyncio.open_connection("127.0.0.1", self.platform.gateway_port) for _ in range(500)]
        shop.need("browse", await self.client.get("/v1/products?minPrice=3"))
        for _, writer in idle:
            writer.close()

    async def test_a_storm_of_logins_does_not_stall_browsing(self):
        wrong = {"account": "nobody@test.example", "password": "wrong-password"}
        storm = [
            asyncio.ensure_future(self.client.post("/v1/auth/login", dict(wrong, account=f"{n}@test.example")))
            for n in range(150)
        ]
        replies = [await self.client.get(f"/v1/products?minPrice={number}") for number in range(20)]
        self.assertEqual({reply.status for reply in replies}, {200})
        statuses = {reply.status for reply in await asyncio.gather(*storm)}
        self.assertLessEqual(statuses, {401, 429})
        self.assertIn(429, statuses)

    async def test_the_invariants_hold_after_all_that(self):
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
