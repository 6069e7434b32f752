# SPDX-License-Identifier: Apache-2.0
"""The servers beneath stop under load: what still works, how the rest is refused, and that all comes back."""

import asyncio
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.load import Load

OUTAGE_SECONDS = 10


@in_both_shapes
class Outage(PlatformCase):
    own_servers = True

    async def crowd_and_goods(self):
        people = await self.market.signed_in_crowd(self.client, 6)
        skus = [(await self.market.product(self.client, stock=100000))[1][0] for _ in range(3)]
        return people, skus

    async def wait_for(self, load, what, since):
        async def answered():
            return load.count(what, since) > 0

        await shop.eventually(answered, True)

    async def test_without_the_key_value_store_people_browse_and_buy(self):
        people, skus = await self.crowd_and_goods()
        async with Load(self.client, people, skus) as load:
            await self.wait_for(load, "cashier", 0)
            await asyncio.to_thread(self.platform.servers.stop, "kv")
            began = time.monotonic()
            await asyncio.sleep(OUTAGE_SECONDS)
            for what in ("browse", "checkout", "pay", "cashier"):
                self.assertGreater(load.count(what, began), 0, f"no {what} while the key-value store was down")
            # A session that ends meanwhile is dead at once all the same.
            leaver = await shop.customer(self.client)
            shop.need("logout", await self.client.post("/v1/auth/logout", token=leaver.token))
            self.assert_problem(await self.client.get("/v1/users/me", token=leaver.token), 401)
            await asyncio.to_thread(self.platform.servers.start)
            self.assert_problem(await self.client.get("/v1/users/me", token=leaver.token), 401)
            await self.wait_for(load, "cashier", time.monotonic())
        self.assertEqual(load.unexpected, [])
        await load.settle(self.client)
        await self.assert_healthy()

    async def test_after_a_restart_of_postgresql_all_comes_back(self):
        people, skus = await self.crowd_and_goods()
        async with Load(self.client, people, skus) as load:
            await self.wait_for(load, "cashier", 0)
            await asyncio.to_thread(self.platform.servers.stop, "pg")
            refused = await self.client.get("/v1/orders", token=people[0].token)
            self.assert_problem(refused, 503, "UNAVAILABLE")
            self.assertNotIn(b"database", refused.body)
            self.assertIn("retry-after", refused.headers)
            await asyncio.sleep(2)
            await asyncio.to_thread(self.platform.servers.start)
            for what in ("browse", "checkout", "pay", "cashier"):
                await self.wait_for(load, what, time.monotonic())
        self.assertEqual(load.unexpected, [])
        await load.settle(self.client)
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
