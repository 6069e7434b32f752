# SPDX-License-Identifier: Apache-2.0
"""kill -9 at random moments of a checkout load, and orderly stops: nothing that a client was told is lost, and
nothing is wrong.

ECOMMERCE_TEST_KILL_ROUNDS: how often; 30 by hand.
"""

import asyncio
import os
import random
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.load import Load

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_KILL_ROUNDS", "2"))


@in_both_shapes
class Stopped(PlatformCase):
    # Long enough to ask again after a crash: a key is held for 30 s by the call that died. Short enough for the
    # rest to run out within the test.
    settings = {"checkout": {"payment_window": "40s", "reservation_grace": "1s"}}

    async def test_a_kill_loses_nothing_and_leaves_nothing_wrong(self):
        await self.stop_under_load(self.platform.kill, ROUNDS)

    async def test_an_orderly_stop_ends_well_and_loses_nothing(self):
        await self.stop_under_load(self.platform.stop, 1)

    async def stop_under_load(self, stop, rounds):
        people = await self.market.signed_in_crowd(self.client, 8)
        skus = [(await self.market.product(self.client, stock=100000))[1][0] for _ in range(3)]
        told, loads = {}, []
        for _ in range(rounds):
            async with Load(self.client, people, skus) as load:
                await asyncio.sleep(random.uniform(0.5, 2.5))
                await asyncio.to_thread(stop)
                await asyncio.to_thread(self.platform.serve)
                await asyncio.sleep(0.3)
            told.update(load.told)
            await self.assert_all_there(told)
            loads.append(load)
        for load in loads:
            await load.settle(self.client)
            told.update(load.told)
        self.assertGreater(len(told), rounds)
        await shop.eventually(self.open_reservations, 0, seconds=120)
        await self.assert_healthy()
        await self.assert_all_there(told)

    async def assert_all_there(self, told):
        rows = self.platform.servers.sql("SELECT order_no, checkout_id, total_minor FROM order_service.orders")
        orders = {row[0]: (row[1], int(row[2])) for row in rows}
        checkouts = set()
        for key, (_, placed) in told.items():
            self.assertNotIn(placed["checkoutId"], checkouts, f"two keys made one checkout: {key}")
            checkouts.add(placed["checkoutId"])
            for order in placed["orders"]:
                self.assertEqual(
                    orders.get(order["orderNo"]), (placed["checkoutId"], int(order["total"]["minorUnits"])), key
                )

    async def open_reservations(self):
        return int(self.platform.servers.sql("SELECT COUNT(*) FROM product_service.reservations WHERE status = 'OPEN'")[0][0])


if __name__ == "__main__":
    unittest.main()
