# SPDX-License-Identifier: Apache-2.0
"""Payments at the very moment of the deadline, after it, and deadlines that pass while nothing runs.

ECOMMERCE_TEST_DEADLINE_ROUNDS: how many payments race their deadline; 1,000 by hand.
"""

import asyncio
import collections
import datetime
import os
import random
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_DEADLINE_ROUNDS", "100"))
AT_ONCE = 10  # more of them, and the machine is late for the deadline with most
FINAL = {(("PAID",), "SUCCEEDED"), (("CANCELLED",), "CLOSED"), (("CANCELLED",), "REFUNDED")}


def seconds_until(moment):
    return datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp() - time.time()


@in_both_shapes
class AtTheDeadline(PlatformCase):
    settings = {"checkout": {"payment_window": "900ms", "reservation_grace": "2s"}}

    async def race(self, buyer, sku, outcomes):
        placed = await shop.bought(self.client, buyer, shop.lines(sku))
        opened = await self.client.post(
            f"/v1/payments/{placed['payment']['id']}:pay", token=buyer.token, key=shop.unique("pay")
        )
        if opened.status == 200:
            cashier = opened.json()["cashierUrl"].split(f":{self.client.port}", 1)[1]
            await asyncio.sleep(max(0, seconds_until(placed["payment"]["expiresAt"]) + random.uniform(-0.06, 0.02)))
            pressed = await self.client.post(cashier, {"action": "pay"})
            self.assertIn((pressed.status, pressed.reason), {(200, ""), (409, "PAYMENT_EXPIRED")}, pressed)
        else:
            self.assert_problem(opened, 409)
        outcomes[await shop.eventually(lambda: shop.outcome(self.client, buyer, placed), FINAL)] += 1

    async def test_a_payment_is_either_in_time_or_too_late(self):
        _, (sku,) = await self.market.product(self.client, stock=ROUNDS)
        people = await self.market.signed_in_crowd(self.client, AT_ONCE)
        outcomes = collections.Counter()

        async def races(buyer, count):
            for _ in range(count):
                await self.race(buyer, sku, outcomes)

        await asyncio.gather(
            *(races(buyer, len(range(number, ROUNDS, AT_ONCE))) for number, buyer in enumerate(people))
        )
        print(f"{dict(outcomes)} ", end="")
        self.assertEqual(sum(outcomes.values()), ROUNDS)
        left = ROUNDS - outcomes[(("PAID",), "SUCCEEDED")]
        await shop.eventually(lambda: self.market.stock(sku), (left, left, 0))
        await self.assert_healthy()


@in_both_shapes
class TooLate(PlatformCase):
    """The buyer pays in time and the provider tells of it afterwards."""

    settings = {"checkout": {"payment_window": "1500ms"}, "payment": {"sandbox": {"delay": "3s"}}}

    async def test_money_that_comes_too_late_goes_back(self):
        _, (sku,) = await self.market.product(self.client, stock=1)
        buyer = await shop.customer(self.client)
        placed = await shop.bought(self.client, buyer, shop.lines(sku))
        shop.need("cashier", await shop.pay(self.client, buyer, placed["payment"]["id"]))
        await shop.eventually(lambda: shop.outcome(self.client, buyer, placed), {(("CANCELLED",), "REFUNDED")})
        self.assertEqual(await self.market.stock(sku), (1, 1, 0))
        await self.assert_healthy()


@in_both_shapes
class WhileNothingRuns(PlatformCase):
    settings = {"checkout": {"payment_window": "2s"}}

    async def test_deadlines_survive_a_crash(self):
        _, (sku,) = await self.market.product(self.client, stock=4)
        buyer = await shop.customer(self.client)
        placed = await shop.bought(self.client, buyer, shop.lines(sku, quantity=4))
        self.platform.kill()
        await asyncio.sleep(max(0, seconds_until(placed["payment"]["expiresAt"])))
        await asyncio.to_thread(self.platform.serve)
        await shop.eventually(lambda: shop.outcome(self.client, buyer, placed), {(("CANCELLED",), "CLOSED")})
        await shop.eventually(lambda: self.market.stock(sku), {(4, 4, 0)})
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
