# SPDX-License-Identifier: Apache-2.0
"""What a provider tells over HTTP: twice, late, in the wrong order, forged, with a wrong amount."""

import asyncio
import hashlib
import hmac
import json
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.platform import WEBHOOK_SECRET

PATH = "/v1/payments/webhooks/sandbox"


def signature(body, secret=WEBHOOK_SECRET, at=None):
    at = int(time.time() if at is None else at)
    mac = hmac.new(bytes.fromhex(secret), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


@in_both_shapes
class Unruly(PlatformCase):
    """The sandbox itself repeats, delays and reorders."""

    settings = {"payment": {"sandbox": {"duplicates": 3, "delay": "50ms", "reorder": "500ms"}}}

    async def test_every_payment_has_one_effect(self):
        people = await self.market.signed_in_crowd(self.client, 10)
        _, (sku,) = await self.market.product(self.client, stock=20)

        async def buy(buyer):
            placed = await shop.bought(self.client, buyer, shop.lines(sku))
            cashier = await shop.open_cashier(self.client, buyer, placed["payment"]["id"])
            shop.need("decline", await self.client.post(cashier, {"action": "decline"}))
            shop.need("pay", await self.client.post(cashier, {"action": "pay"}))
            await shop.eventually(lambda: shop.outcome(self.client, buyer, placed), {(("PAID",), "SUCCEEDED")})

        await asyncio.gather(*(buy(buyer) for buyer in people))

        async def undelivered():
            rows = self.platform.servers.sql("SELECT COUNT(*) FROM payment_service.sandbox_deliveries")
            return int(rows[0][0])

        await shop.eventually(undelivered, 0)
        self.assertEqual(await self.market.stock(sku), (10, 10, 0))
        await self.assert_healthy()


@in_both_shapes
class Messages(PlatformCase):
    settings = {"payment": {"sandbox": {"delay": "1h"}}}  # so that only the test's own messages arrive

    async def open_payment(self):
        buyer = await shop.customer(self.client)
        placed = await shop.bought(self.client, buyer, shop.lines(self.market.skus[0]))
        await shop.open_cashier(self.client, buyer, placed["payment"]["id"])
        return buyer, placed

    def message(self, placed, kind="SUCCEEDED", event="", **changes):
        payment = placed["payment"]["id"]
        charge = self.platform.servers.sql(
            f"""SELECT c.charge_id FROM payment_service.charges c JOIN payment_service.payments p
                ON p.id = c.payment_row_id WHERE p.payment_id = '{payment}'"""
        )[0][0]
        body = {
            "eventId": event or shop.unique("evt"),
            "type": f"SANDBOX_EVENT_TYPE_{kind}",
            "chargeId": charge,
            "paymentId": payment,
            "amount": placed["payment"]["amount"],
            "reference": f"sandbox_{charge}",
        }
        body.update(changes)
        return json.dumps(body).encode()

    async def tell(self, body, signed=None):
        headers = {"sandbox-signature": signature(body) if signed is None else signed}
        return await self.client.request("POST", PATH, body=body, headers=headers)

    def keep_the_books(self, placed):
        """The provider's books follow what the test told in its name."""
        self.platform.servers.sql(
            f"""UPDATE payment_service.sandbox_charges SET status = 'PAID'
                WHERE payment_id = '{placed["payment"]["id"]}'"""
        )

    async def test_the_same_message_many_times_at_once_has_one_effect(self):
        buyer, placed = await self.open_payment()
        body = self.message(placed)
        replies = await asyncio.gather(*(self.tell(body) for _ in range(20)))
        self.assertEqual({reply.status for reply in replies}, {200}, replies)
        self.keep_the_books(placed)
        await shop.eventually(lambda: shop.outcome(self.client, buyer, placed), {(("PAID",), "SUCCEEDED")})
        await self.assert_healthy()

    async def test_forged_messages_are_refused(self):
        buyer, placed = await self.open_payment()
        body = self.message(placed)
        forged = [
            "",
            "t=,v1=",
            "nonsense",
            signature(body, secret="00" * 32),
            signature(body + b" "),
            signature(body, at=time.time() - 3600),
            signature(body, at=time.time() + 3600),
        ]
        for signed in forged:
            self.assert_problem(await self.tell(body, signed), 401, "SIGNATURE_INVALID")
        self.assert_problem(await self.client.request("POST", PATH, body=body), 401, "SIGNATURE_INVALID")
        self.assertEqual(await shop.outcome(self.client, buyer, placed), (("PENDING_PAYMENT",), "PROCESSING"))
        await self.assert_healthy()

    async def test_a_wrong_amount_is_refused(self):
        buyer, placed = await self.open_payment()
        for amount in ({"currencyCode": "CNY", "minorUnits": "1"}, dict(placed["payment"]["amount"], currencyCode="USD")):
            self.assert_problem(await self.tell(self.message(placed, amount=amount)), 409, "AMOUNT_MISMATCH")
        self.assertEqual(await shop.outcome(self.client, buyer, placed), (("PENDING_PAYMENT",), "PROCESSING"))
        await self.assert_healthy()

    async def test_a_decline_that_comes_after_the_money_means_nothing(self):
        buyer, placed = await self.open_payment()
        shop.need("money", await self.tell(self.message(placed)))
        shop.need("decline", await self.tell(self.message(placed, kind="DECLINED")))
        self.keep_the_books(placed)
        await shop.eventually(lambda: shop.outcome(self.client, buyer, placed), {(("PAID",), "SUCCEEDED")})
        await self.assert_healthy()

    async def test_a_refund_that_comes_before_the_money_is_to_come_again(self):
        buyer, placed = await self.open_payment()
        self.assert_problem(await self.tell(self.message(placed, kind="REFUNDED")), 409)
        self.assertEqual(await shop.outcome(self.client, buyer, placed), (("PENDING_PAYMENT",), "PROCESSING"))
        await self.assert_healthy()

    async def test_an_unknown_provider_is_not_there(self):
        self.assert_problem(await self.client.post("/v1/payments/webhooks/nobody", {}), 404, "UNKNOWN_PROVIDER")


if __name__ == "__main__":
    unittest.main()
