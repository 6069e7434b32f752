# SPDX-License-Identifier: Apache-2.0
"""A shop that closes while people are buying there: each checkout is placed whole or refused whole.

ECOMMERCE_TEST_CLOSING_ROUNDS: how often it closes; 1,000 by hand.
"""

import asyncio
import collections
import os
import random
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_CLOSING_ROUNDS", "4"))
BUYERS = 8
REFUSALS = {"SHOP_CLOSED", "SKU_OFF_SHELF"}


@in_both_shapes
class Closing(PlatformCase):
    async def move(self, word, **body):
        path = f"/v1/admin/shops/{self.market.sellers[0].shop_id}"
        managed = await shop.managed_shop(self.client, self.market.admin, self.market.sellers[0].shop_id)
        body["etag"] = managed["etag"]
        shop.need(word, await self.client.post(f"{path}:{word}", body, token=self.market.admin.token))

    async def close(self):
        await asyncio.sleep(random.uniform(0, 0.03))
        await self.move("close", reason="Complaints.")

    async def buy(self, buyer, items, total, seen):
        await asyncio.sleep(random.uniform(0, 0.05))
        reply = await shop.place(self.client, buyer, items, total)
        seen[reply.reason or "placed"] += 1
        if reply.status != 200:
            self.assert_problem(reply, 409)
            self.assertIn(reply.reason, REFUSALS)
        elif random.random() < 0.5:
            # The closing may have ended the order meanwhile.
            opened = await self.client.post(
                f"/v1/payments/{reply.json()['payment']['id']}:pay", token=buyer.token, key=shop.unique("pay")
            )
            self.assertIn(opened.status, {200, 409}, opened)
            if opened.status == 200:
                cashier = opened.json()["cashierUrl"].split(f":{self.client.port}", 1)[1]
                self.assertIn((await self.client.post(cashier, {"action": "pay"})).status, {200, 409})

    async def test_checkouts_and_closings_at_once_leave_everything_right(self):
        stock = ROUNDS * BUYERS * 2
        _, (sku,) = await self.market.product(self.client, stock=stock)
        people = await self.market.signed_in_crowd(self.client, BUYERS)
        both = shop.lines(sku, self.market.skus[1])  # the other shop stays open
        total = (await shop.quote(self.client, people[0], both))["total"]
        seen = collections.Counter()

        async def can_place():
            return (await shop.quote(self.client, people[0], both))["canPlace"]

        for _ in range(ROUNDS):
            await asyncio.gather(*(self.buy(buyer, both, total, seen) for buyer in people), self.close())
            await shop.eventually(can_place, False)
            refused = await shop.place(self.client, people[0], both, total)
            self.assert_problem(refused, 409)
            self.assertIn(refused.reason, REFUSALS)
            await self.move("reopen")
            await shop.eventually(can_place, True)
        print(f"{dict(seen)} ", end="")
        self.assertEqual(sum(seen.values()), ROUNDS * BUYERS)
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
