# SPDX-License-Identifier: Apache-2.0
"""Refunds that meet shipping, and kill -9 under a load of refunds: each goes back exactly once, or is shipped.

ECOMMERCE_TEST_REFUND_ROUNDS: how often shipping meets calling off; 1,000 by hand.
ECOMMERCE_TEST_REFUND_KILL_ROUNDS: how often everything is killed; 30 by hand.
"""

import asyncio
import os
import random
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_REFUND_ROUNDS", "40"))
KILL_ROUNDS = int(os.environ.get("ECOMMERCE_TEST_REFUND_KILL_ROUNDS", "3"))
AT_ONCE = 4  # orders that are bought side by side
A_ROUND = 8  # orders that are called off while everything is killed


class Refunds(PlatformCase):
    async def buy(self, people, sku, count):
        """The numbers of paid orders, with their buyers."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(index):
            buyer = people[index % len(people)]
            async with turn:
                placed, _ = await shop.paid_order(self.client, buyer, shop.lines(sku))
            return placed["orders"][0]["orderNo"], buyer

        return await asyncio.gather(*(one(index) for index in range(count)))

    def statuses(self, numbers):
        told = ", ".join(f"'{number}'" for number in numbers)
        rows = self.platform.servers.sql(
            f"SELECT status, COUNT(*) FROM order_service.orders WHERE order_no IN ({told}) GROUP BY status"
        )
        return {row[0]: int(row[1]) for row in rows}

    def assert_paid_back_once(self, numbers):
        """Exactly these orders, each once and whole."""
        rows = self.platform.servers.sql(
            """SELECT r.refund_id, r.amount_minor, p.amount_minor FROM payment_service.sandbox_refunds r
               JOIN payment_service.payment_parts p ON 'rf_' || p.order_no = r.refund_id"""
        )
        self.assertEqual(sorted(row[0].removeprefix("rf_") for row in rows), sorted(numbers))
        for _, given, paid in rows:
            self.assertEqual(given, paid)

    async def come_back(self, numbers):
        async def waiting():
            return self.statuses(numbers).get("REFUNDING", 0)

        await shop.eventually(waiting, 0, seconds=240)


@in_both_shapes
class Meeting(Refunds):
    async def test_shipping_and_calling_off_at_once_have_one_winner(self):
        people = await self.market.signed_in_crowd(self.client, 6)
        _, (sku,) = await self.market.product(self.client, stock=ROUNDS)
        seller, boss = self.market.sellers[0], self.market.admin
        orders = await self.buy(people, sku, ROUNDS)
        shipped, called_off = [], []
        for round_, (number, buyer) in enumerate(orders):
            doors = (
                lambda number=number, buyer=buyer: shop.cancel(self.client, buyer, number),
                lambda number=number: shop.decline(self.client, seller, number),
            )
            parcel, back = await asyncio.gather(
                shop.ship(self.client, seller, number), doors[round_ % len(doors)]()
            )
            self.assertEqual(sorted((parcel.status, back.status)), [200, 409], (parcel, back))
            (shipped if parcel.status == 200 else called_off).append(number)
        print(f"{len(shipped)} were shipped, {len(called_off)} called off", flush=True)
        await self.come_back([number for number, _ in orders])
        self.assert_paid_back_once(called_off)
        for number in shipped[:3]:
            shop.need("refund", await shop.refund(self.client, boss, number))
        await self.come_back(shipped)
        self.assert_paid_back_once(called_off + shipped[:3])
        left = len(called_off)
        await shop.eventually(lambda: self.market.stock(sku), (left, left, 0))
        await self.assert_healthy()


class Killed(Refunds):
    async def test_a_kill_pays_nothing_back_twice_and_forgets_nothing(self):
        people = await self.market.signed_in_crowd(self.client, 6)
        _, (sku,) = await self.market.product(self.client, stock=A_ROUND * KILL_ROUNDS)
        seller, boss = self.market.sellers[0], self.market.admin
        orders = await self.buy(people, sku, A_ROUND * KILL_ROUNDS)
        parcels = [number for number, _ in orders[::4]]
        for number in parcels:
            shop.need("ship", await shop.ship(self.client, seller, number))

        def door(number, buyer):
            if number in parcels:
                return lambda: shop.refund(self.client, boss, number)
            if random.random() < 0.5:
                return lambda: shop.decline(self.client, seller, number)
            return lambda: shop.cancel(self.client, buyer, number)

        for round_ in range(KILL_ROUNDS):
            wanted = orders[round_ * A_ROUND : (round_ + 1) * A_ROUND]
            calls = [asyncio.ensure_future(shop.insist(door(*order))) for order in wanted]
            await asyncio.sleep(random.uniform(0.0, 0.4))
            await asyncio.to_thread(self.platform.kill)
            # Nobody holds what the dead had taken; a lease of minutes would only make the test long.
            self.platform.servers.sql("UPDATE payment_service.sandbox_deliveries SET due_at = created_at")
            await asyncio.to_thread(self.platform.serve)
            for reply in await asyncio.gather(*calls):
                # The first try may have been done and its reply lost.
                self.assertIn((reply.status, reply.reason), {(200, ""), (409, "ORDER_STATE")}, reply)
        numbers = [number for number, _ in orders]
        await self.come_back(numbers)
        self.assertEqual(self.statuses(numbers), {"REFUNDED": len(numbers)})
        self.assert_paid_back_once(numbers)
        left = len(numbers) - len(parcels)
        await shop.eventually(lambda: self.market.stock(sku), (left, left, 0))
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
