# SPDX-License-Identifier: Apache-2.0
"""A seller who edits a product while an administrator approves it: what is on sale is what was approved.

ECOMMERCE_TEST_AUDIT_ROUNDS: how often, for each shape; 1,000 by hand.
"""

import asyncio
import collections
import os
import random
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_AUDIT_ROUNDS", "24"))
AT_ONCE = 4  # products

DRAFT, IN_REVIEW, ON_SALE = (f"PRODUCT_STATE_{state}" for state in ("DRAFT", "IN_REVIEW", "ON_SALE"))


@in_both_shapes
class AuditRace(PlatformCase):
    async def mine(self, product_id):
        reply = await self.client.get(f"/v1/shop/products/{product_id}", token=self.market.sellers[0].token)
        return shop.need("my product", reply)["product"]

    async def edit(self, product_id, name):
        await asyncio.sleep(random.uniform(0, 0.01))
        token = self.market.sellers[0].token
        return await self.client.request("PATCH", f"/v1/products/{product_id}", json={"name": name}, token=token)

    async def approve(self, product_id, etag):
        await asyncio.sleep(random.uniform(0, 0.01))
        body = {"approve": True, "etag": etag}
        return await self.client.post(f"/v1/products/{product_id}:audit", body, token=self.market.admin.token)

    async def into_review(self, product_id, number):
        state = (await self.mine(product_id))["state"]
        if state == ON_SALE:
            shop.need("edit", await self.edit(product_id, shop.unique(f"Round {number}")))
        elif state == DRAFT:
            token = self.market.sellers[0].token
            shop.need("submit", await self.client.post(f"/v1/products/{product_id}:submit", token=token))

    async def round(self, product_id, number, seen):
        await self.into_review(product_id, number)
        path = f"/v1/admin/products/{product_id}"
        read = shop.need("read", await self.client.get(path, token=self.market.admin.token))["product"]
        self.assertEqual(read["state"], IN_REVIEW)
        unread = shop.unique("Unread")
        approved, edited = await asyncio.gather(self.approve(product_id, read["etag"]), self.edit(product_id, unread))
        shop.need("edit", edited)
        if approved.status != 200:
            self.assertIn((approved.status, approved.reason), {(412, "ETAG_MISMATCH"), (409, "PRODUCT_STATE")})
        # Edited after the approval it waits for the next one; edited before, it left the queue.
        after = await self.mine(product_id)
        self.assertEqual(after["name"], unread)
        self.assertEqual(after["state"], IN_REVIEW if approved.status == 200 else DRAFT)
        self.assert_problem(await self.client.get(f"/v1/products/{product_id}"), 404, "NOT_FOUND")
        seen[approved.reason or "approved"] += 1

    async def test_nothing_is_on_sale_that_nobody_approved(self):
        seen = collections.Counter()

        async def rounds(part):
            product_id, _ = await self.market.product(self.client)
            for number in range(part, ROUNDS, AT_ONCE):
                await self.round(product_id, number, seen)

        await asyncio.gather(*(rounds(part) for part in range(AT_ONCE)))
        print(f"{dict(seen)} ", end="")
        self.assertEqual(sum(seen.values()), ROUNDS)
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
