# SPDX-License-Identifier: Apache-2.0
"""Two checkouts of one cart at once, under two keys: one of them buys it.

ECOMMERCE_TEST_CART_ROUNDS: how often; 1000 by hand.
"""

import asyncio
import os
import random
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_CART_ROUNDS", "8"))
AT_ONCE = 8


@in_both_shapes
class TwoKeys(PlatformCase):
    async def test_one_of_two_checkouts_buys_the_cart(self):
        people = await self.market.signed_in_crowd(self.client, min(ROUNDS, 200))
        skus = (await self.market.product(self.client, stock=100_000, skus=2))[1]
        turns = asyncio.Semaphore(AT_ONCE)
        busy = {person.id: asyncio.Lock() for person in people}

        async def one(number):
            person = people[number % len(people)]
            async with busy[person.id], turns:
                await self.round(person, skus)

        await asyncio.gather(*(one(number) for number in range(ROUNDS)))
        rows = self.platform.servers.sql("SELECT COUNT(DISTINCT checkout_id), COUNT(*) FROM order_service.orders")
        self.assertEqual([int(count) for count in rows[0]], [ROUNDS, ROUNDS])
        self.assertEqual(self.platform.servers.sql("SELECT COUNT(*) FROM cart_service.taken_lines"), [["0"]])
        await self.assert_healthy()

    async def round(self, person, skus):
        for sku in skus:
            line = {"skuId": sku, "quantity": 1}
            added = await shop.insist(lambda: self.client.post("/v1/cart/items", line, token=person.token))
            shop.need("cart", added)
        total = (await shop.quote(self.client, person))["total"]

        async def checkout(pause):
            await asyncio.sleep(pause)
            key = shop.unique("race")
            return await shop.insist(lambda: shop.place(self.client, person, None, total, key))

        replies = await asyncio.gather(checkout(0), checkout(random.uniform(0, 0.01)))
        said = sorted((reply.status, reply.reason) for reply in replies)
        self.assertEqual(said, [(200, ""), (409, "EMPTY_CHECKOUT")], replies)
        cart = shop.need("cart", await self.client.get("/v1/cart", token=person.token))["cart"]
        self.assertEqual(cart.get("shops", []), [])


if __name__ == "__main__":
    unittest.main()
