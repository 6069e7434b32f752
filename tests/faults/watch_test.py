# SPDX-License-Identifier: Apache-2.0
"""Streams of payments: bounded for each account, and over with the session that opened them."""

import asyncio
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.stream import Stream

PER_ACCOUNT = 4
PER_PAYMENT = 3
SECONDS_TO_END = 10


@in_both_shapes
class Watching(PlatformCase):
    settings = {"payment": {"watch": {"per_account": PER_ACCOUNT, "per_payment": PER_PAYMENT}}}

    async def payment(self, buyer):
        return (await shop.bought(self.client, buyer, shop.lines(self.market.skus[0])))["payment"]["id"]

    async def watch(self, payment, token):
        stream = await Stream.open(self.platform.gateway_port, f"/v1/payments/{payment}:watch", token)
        self.addCleanup(stream.close)
        return stream

    async def test_an_account_and_a_payment_are_watched_a_few_times_at_once(self):
        buyer = await shop.customer(self.client)
        first, second = await self.payment(buyer), await self.payment(buyer)
        streams = [await self.watch(first, buyer.token) for _ in range(PER_PAYMENT)]
        self.assertEqual({stream.status for stream in streams}, {200})
        refused = await self.watch(first, buyer.token)
        self.assertEqual(refused.status, 429)
        self.assertIn("retry-after", refused.head.lower())
        self.assertEqual((await self.watch(second, buyer.token)).status, 200)
        refused = await self.watch(second, buyer.token)
        self.assertEqual(refused.status, 429, refused.head)
        other = await shop.customer(self.client)
        self.assertEqual((await self.watch(await self.payment(other), other.token)).status, 200)
        # Who closes one may open another.
        streams[0].close()

        async def again():
            stream = await self.watch(first, buyer.token)
            status = stream.status
            stream.close()
            return status

        await shop.eventually(again, 200)

    async def test_a_stream_ends_with_its_session(self):
        buyer = await shop.customer(self.client)
        stream = await self.watch(await self.payment(buyer), buyer.token)
        self.assertEqual(stream.status, 200)
        shop.need("logout", await self.client.post("/v1/auth/logout", token=buyer.token))
        before = time.monotonic()
        text = await asyncio.wait_for(stream.rest(), 60)
        self.assertIn("SESSION_ENDED", text)
        self.assertLess(time.monotonic() - before, SECONDS_TO_END)


if __name__ == "__main__":
    unittest.main()
