# SPDX-License-Identifier: Apache-2.0
"""A thousand buyers want the same few units at once: exactly as many are sold as there are."""

import asyncio
import collections
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.client import Client

ACCOUNTS = 200
BUYERS = 1000


@in_both_shapes
class Rush(PlatformCase):
    @classmethod
    async def _build(cls):
        market = await super()._build()
        client = Client(cls.platform.gateway_port)
        cls.crowd = await market.signed_in_crowd(client, ACCOUNTS)
        await client.close()
        return market

    async def rush(self, baskets):
        """BUYERS checkouts at once, of the baskets in turn. The replies."""
        client = self.new_client(self.platform.gateway_port, concurrency=BUYERS, timeout=120)
        totals = [(await shop.quote(self.client, self.crowd[0], basket))["total"] for basket in baskets]

        async def buy(number):
            buyer, basket = self.crowd[number % ACCOUNTS], number % len(baskets)
            key = shop.unique("rush")
            return await shop.insist(lambda: shop.place(client, buyer, baskets[basket], totals[basket], key))

        return await asyncio.gather(*(buy(number) for number in range(BUYERS)))

    def assert_sold(self, replies, orders):
        seen = collections.Counter((reply.status, reply.reason) for reply in replies)
        self.assertEqual(seen, {(200, ""): orders, (409, "OUT_OF_STOCK"): BUYERS - orders})

    async def test_ten_units_make_ten_orders(self):
        _, (sku,) = await self.market.product(self.client, stock=10)
        self.assert_sold(await self.rush([shop.lines(sku)]), 10)
        self.assertEqual(await self.market.stock(sku), (10, 0, 10))
        await self.assert_healthy()

    async def test_two_lines_of_one_sku_take_two_units(self):
        _, (sku,) = await self.market.product(self.client, stock=10)
        self.assert_sold(await self.rush([shop.lines(sku, sku)]), 5)
        self.assertEqual(await self.market.stock(sku), (10, 0, 10))
        await self.assert_healthy()

    async def test_two_skus_in_opposite_order_do_not_deadlock(self):
        _, (left, right) = await self.market.product(self.client, stock=10, skus=2)
        self.assert_sold(await self.rush([shop.lines(left, right), shop.lines(right, left)]), 10)
        self.assertEqual(await self.market.stock(left), (10, 0, 10))
        self.assertEqual(await self.market.stock(right), (10, 0, 10))
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
