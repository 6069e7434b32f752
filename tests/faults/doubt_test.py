# SPDX-License-Identifier: Apache-2.0
"""A call whose outcome is in doubt: its key stays its own, and what it did is done once."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase


class Doubt(PlatformCase):
    shape = "many"

    async def test_a_key_in_doubt_is_for_its_own_request_alone(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=10)
        buyer = await shop.customer(client)
        items = shop.lines(sku)
        total = (await shop.quote(client, buyer, items))["total"]
        more = (await shop.quote(client, buyer, shop.lines(sku, quantity=2)))["total"]
        key = shop.unique("doubt")
        await asyncio.to_thread(self.platform.kill_one, "order")
        self.assertIn((await shop.place(client, buyer, items, total, key)).status, (503, 504))
        other = await shop.place(client, buyer, shop.lines(sku, quantity=2), more, key)
        self.assert_problem(other, 422, "IDEMPOTENCY_KEY_REUSED")
        await asyncio.to_thread(self.platform.serve)
        other = await shop.place(client, buyer, shop.lines(sku, quantity=2), more, key)
        self.assert_problem(other, 422, "IDEMPOTENCY_KEY_REUSED")
        reply = await shop.insist(lambda: shop.place(client, buyer, items, total, key))
        shop.need("the same request", reply)
        self.assertEqual(await self.market.stock(sku), (10, 9, 1))
        await self.assert_healthy()

    async def test_lines_of_a_checkout_in_doubt_are_bought_once_it_goes_on(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=10)
        buyer = await shop.customer(client)
        line = {"skuId": sku, "quantity": 1}
        shop.need("cart", await client.post("/v1/cart/items", line, token=buyer.token))
        total = (await shop.quote(client, buyer))["total"]
        key = shop.unique("doubt")
        await asyncio.to_thread(self.platform.kill_one, "order")
        self.assertIn((await shop.place(client, buyer, None, total, key)).status, (503, 504))
        await asyncio.to_thread(self.platform.serve)
        another = await shop.insist(lambda: shop.place(client, buyer, None, total, shop.unique("another")))
        self.assert_problem(another, 409, "EMPTY_CHECKOUT")
        reply = await shop.insist(lambda: shop.place(client, buyer, None, total, key))
        shop.need("the same key", reply)
        self.assertEqual(self.platform.servers.sql("SELECT COUNT(*) FROM cart_service.taken_lines"), [["0"]])
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
