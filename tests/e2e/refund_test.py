# SPDX-License-Identifier: Apache-2.0
"""A paid order goes back: called off by its buyer, its seller, an administrator or its promise, in both shapes."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes


class Refunding(PlatformCase):
    async def goes_back(self, buyer, number):
        await shop.order_becomes(self.client, buyer, number, "REFUNDED")

    async def provider_gave(self, placed):
        """Minor units by order, as the provider's books say."""
        rows = self.platform.servers.sql(
            f"""SELECT r.refund_id, r.amount_minor FROM payment_service.sandbox_refunds r
                JOIN payment_service.sandbox_charges c ON c.charge_id = r.charge_id
                WHERE c.payment_id = '{placed["payment"]["id"]}' ORDER BY r.refund_id"""
        )
        return {row[0].removeprefix("rf_"): int(row[1]) for row in rows}


@in_both_shapes
class CalledOff(Refunding):
    async def test_the_buyer_cancels_one_of_two_paid_orders(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=5)
        buyer = await shop.customer(client)
        placed, _ = await shop.paid_order(client, buyer, shop.lines(sku, self.market.skus[1]))
        seller = self.market.sellers[0]
        mine = next(order for order in placed["orders"] if int(order["shopId"]) == seller.shop_id)
        other = next(order for order in placed["orders"] if order is not mine)
        await shop.eventually(lambda: self.market.stock(sku), (4, 4, 0))
        said = shop.need("order", await client.get(f"/v1/orders/{mine['orderNo']}", token=buyer.token))["order"]
        self.assertEqual(said["allowedActions"], ["ORDER_ACTION_CANCEL"])
        self.assertIn("shipBefore", said)

        said = shop.need("cancel", await shop.cancel(client, buyer, mine["orderNo"]))
        self.assertEqual(said["cancelledOrderNos"], [mine["orderNo"]])
        self.assert_problem(await shop.ship(client, seller, mine["orderNo"]), 409, "ORDER_STATE")
        await self.goes_back(buyer, mine["orderNo"])
        await shop.eventually(lambda: self.market.stock(sku), (5, 5, 0))
        await shop.payment_becomes(client, buyer, placed["payment"]["id"], "PARTLY_REFUNDED")
        self.assertEqual(await self.provider_gave(placed), {mine["orderNo"]: int(mine["total"]["minorUnits"])})
        shop.need("ship", await shop.ship(client, self.market.sellers[1], other["orderNo"]))
        await self.assert_healthy()

        shop.need("refund", await shop.refund(client, self.market.admin, other["orderNo"]))
        await self.goes_back(buyer, other["orderNo"])
        await shop.payment_becomes(client, buyer, placed["payment"]["id"], "REFUNDED")
        self.assertEqual(sum((await self.provider_gave(placed)).values()), int(placed["payment"]["amount"]["minorUnits"]))
        await self.assert_healthy()

    async def test_the_seller_declines_and_the_buyer_reads_why(self):
        client = self.client
        buyer = await shop.customer(client)
        placed, _ = await shop.paid_order(client, buyer, shop.lines(self.market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        empty = await client.post(f"/v1/shop/orders/{number}:decline", {}, token=self.market.sellers[0].token)
        self.assert_problem(empty, 400, "INVALID_FIELD")
        said = shop.need("decline", await shop.decline(client, self.market.sellers[0], number))["order"]
        self.assertEqual(said["address"]["street"], "***")
        self.assertEqual((said["paymentId"], said["checkoutId"]), ("", ""))
        await self.goes_back(buyer, number)
        said = await shop.order_of(client, buyer, number)
        self.assertEqual(said["cancelReason"], "None left")
        self.assertEqual(
            [move["toStatus"].removeprefix("ORDER_STATUS_") for move in said["timeline"]],
            ["PENDING_PAYMENT", "PAID", "REFUNDING", "REFUNDED"],
        )
        self.assertEqual(said["timeline"][2]["actor"], "ORDER_ACTOR_SELLER")
        await self.assert_healthy()

    async def test_what_an_administrator_pays_back_after_shipping_stays_sold(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=5)
        buyer = await shop.customer(client)
        placed, _ = await shop.paid_order(client, buyer, shop.lines(sku))
        number = placed["orders"][0]["orderNo"]
        shop.need("ship", await shop.ship(client, self.market.sellers[0], number))
        self.assert_problem(await shop.cancel(client, buyer, number), 409, "ORDER_STATE")
        shop.need("refund", await shop.refund(client, self.market.admin, number))
        await self.goes_back(buyer, number)
        self.assertEqual(await self.market.stock(sku), (4, 4, 0))
        await self.assert_healthy()

    async def test_a_refund_that_fails_is_listed_and_made_by_an_administrator(self):
        client, boss = self.client, self.market.admin
        buyer = await shop.customer(client)
        placed, cashier = await shop.paid_order(client, buyer, shop.lines(self.market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        shop.need("refuse", await client.post(cashier, {"action": "refuseRefunds"}))
        shop.need("cancel", await shop.cancel(client, buyer, number))

        async def refunds(status):
            path = f"/v1/admin/refunds?status=REFUND_STATUS_{status}&orderNo={number}"
            return shop.need("refunds", await client.get(path, token=boss.token))["refunds"]

        async def failed():
            return len(await refunds("FAILED"))

        await shop.eventually(failed, 1)
        (refund,) = await refunds("FAILED")
        self.assertEqual(refund["lastError"], "The bank refuses to pay back.")
        self.assertEqual((await shop.order_of(client, buyer, number))["status"], "ORDER_STATUS_REFUNDING")
        await self.assert_healthy()

        shop.need("allow", await client.post(cashier, {"action": "allowRefunds"}))
        retry = f"/v1/admin/refunds/{refund['refundId']}:retry"
        shop.need("retry", await client.post(retry, {}, token=boss.token))
        await self.goes_back(buyer, number)
        self.assert_problem(await client.post(retry, {}, token=boss.token), 409, "REFUND_STATE")
        self.assertEqual(len(await self.provider_gave(placed)), 1)
        await self.assert_healthy()


    async def test_a_closed_account_leaves_no_order_that_can_be_paid(self):
        client, boss = self.client, self.market.admin
        _, (sku,) = await self.market.product(client, stock=2)
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(sku, quantity=2))
        number, payment = placed["orders"][0]["orderNo"], placed["payment"]["id"]
        cashier = await shop.open_cashier(client, buyer, payment)
        gone = await client.request("DELETE", "/v1/users/me", json={"password": shop.PASSWORD}, token=buyer.token)
        shop.need("delete", gone)

        async def outcome():
            order = shop.need("order", await client.get(f"/v1/admin/orders/{number}", token=boss.token))["order"]
            said = shop.need("payment", await client.get(f"/v1/payments/{payment}", token=boss.token))["payment"]
            return order["status"].removeprefix("ORDER_STATUS_"), said["status"].removeprefix("PAYMENT_STATUS_")

        await shop.eventually(outcome, ("CANCELLED", "CLOSED"))
        await shop.eventually(lambda: self.market.stock(sku), (2, 2, 0))

        async def page():
            return shop.need("page", await client.get(cashier + "/state"))["state"]["status"]

        await shop.eventually(page, "PAYMENT_STATUS_CLOSED")
        self.assert_problem(await client.post(cashier, {"action": "pay"}), 409, "PAYMENT_STATE")
        self.assertEqual(await outcome(), ("CANCELLED", "CLOSED"))
        await self.assert_healthy()


    async def test_a_shop_that_closes_for_good_gives_back_what_it_has_not_shipped(self):
        client, boss = self.client, self.market.admin
        seller = await shop.seller(client, boss)
        _, (sku,) = await shop.product(client, seller, boss, self.market.category_id, stock=9)
        buyer = await shop.customer(client)
        paid, _ = await shop.paid_order(client, buyer, shop.lines(sku, self.market.skus[0]))
        shipped, _ = await shop.paid_order(client, buyer, shop.lines(sku))
        shop.need("ship", await shop.ship(client, seller, shipped["orders"][0]["orderNo"]))
        unpaid = await shop.bought(client, buyer, shop.lines(sku))
        etag = (await shop.managed_shop(client, boss, seller.shop_id))["etag"]
        body = {"etag": etag, "reason": "Fraud.", "forGood": True}
        shop.need("close", await client.post(f"/v1/admin/shops/{seller.shop_id}:close", body, token=boss.token))
        await shop.order_becomes(client, buyer, unpaid["orders"][0]["orderNo"], "CANCELLED")
        for order in paid["orders"]:
            if int(order["shopId"]) == seller.shop_id:
                await self.goes_back(buyer, order["orderNo"])
            else:
                self.assertEqual((await shop.order_of(client, buyer, order["orderNo"]))["status"], "ORDER_STATUS_PAID")
        said = await shop.order_of(client, buyer, shipped["orders"][0]["orderNo"])
        self.assertEqual(said["status"], "ORDER_STATUS_SHIPPED")
        await shop.eventually(lambda: self.market.stock(sku), (8, 8, 0))
        await self.assert_healthy()


@in_both_shapes
class LateShipping(Refunding):
    settings = {"order": {"ship_within": "400ms"}}

    async def test_what_nobody_ships_is_paid_back_by_itself(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=3)
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(sku, quantity=3))
        shop.need("cashier", await shop.pay(client, buyer, placed["payment"]["id"]))
        number = placed["orders"][0]["orderNo"]
        await self.goes_back(buyer, number)
        said = await shop.order_of(client, buyer, number)
        self.assertEqual(said["cancelReason"], "It was not shipped in time.")
        self.assertEqual(said["timeline"][2]["actor"], "ORDER_ACTOR_SYSTEM")
        await shop.eventually(lambda: self.market.stock(sku), (3, 3, 0))
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
