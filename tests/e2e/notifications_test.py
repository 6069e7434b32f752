# SPDX-License-Identifier: Apache-2.0
"""Buyers and shops are told what became of their orders, and read, mark and delete it."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes


@in_both_shapes
class Notifications(PlatformCase):
    async def types(self, account, box="ACCOUNT", kind=None):
        path = f"/v1/notifications?box=BOX_{box}" + (f"&kind=NOTIFICATION_KIND_{kind}" if kind else "")
        listed = shop.need("list", await self.client.get(path, token=account.token))
        return [each["type"] for each in listed.get("notifications", [])]

    async def unread(self, account):
        reply = await self.client.get("/v1/notifications:countUnread", token=account.token)
        counts = shop.need("count", reply).get("counts", [])
        return {each["kind"].removeprefix("NOTIFICATION_KIND_"): each["count"] for each in counts}

    async def test_an_order_is_followed_to_its_receipt(self):
        client, seller = self.client, self.market.sellers[0]
        buyer = await shop.customer(client)
        placed, _ = await shop.paid_order(client, buyer, shop.lines(self.market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        paid = await shop.told(client, buyer, "ORDER_PAID")
        self.assertEqual((paid["subjectType"], paid["subject"]), ("SUBJECT_TYPE_ORDER", number))
        self.assertIn(number, paid["body"])
        self.assertIn(number, paid["bodyEn"])
        self.assertEqual((await shop.told(client, seller, "TO_SHIP", "SHOP"))["subject"], number)
        shop.need("ship", await shop.ship(client, seller, number))
        shipped = await shop.told(client, buyer, "ORDER_SHIPPED")
        self.assertEqual(shipped["kind"], "NOTIFICATION_KIND_PARCELS")
        shop.need("receipt", await client.post(f"/v1/orders/{number}:confirmReceipt", token=buyer.token))
        await shop.told(client, buyer, "ORDER_COMPLETED")
        self.assertEqual(await self.types(buyer), ["ORDER_COMPLETED", "ORDER_SHIPPED", "ORDER_PAID"])
        self.assertEqual(await self.types(buyer, kind="PARCELS"), ["ORDER_SHIPPED"])
        self.assertEqual(await self.unread(buyer), {"TRANSACTION": 2, "PARCELS": 1})

        marked = {"upToId": shipped["id"]}
        shop.need("mark", await client.post("/v1/notifications:markRead", marked, token=buyer.token))
        self.assertEqual(await self.unread(buyer), {"TRANSACTION": 1})
        shop.need("delete", await client.request("DELETE", f"/v1/notifications/{shipped['id']}", token=buyer.token))
        self.assertEqual(await self.types(buyer), ["ORDER_COMPLETED", "ORDER_PAID"])
        await self.assert_healthy()

    async def test_a_box_closes_with_its_account(self):
        client = self.client
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(self.market.skus[0]))
        shop.need("cancel", await shop.cancel(client, buyer, placed["orders"][0]["orderNo"]))
        await shop.told(client, buyer, "ORDER_CANCELLED")
        own = "SELECT COUNT(*) FROM notification_service.notifications WHERE box = 'ACCOUNT' AND owner_id = "
        closed = await client.request("DELETE", "/v1/users/me", json={"password": shop.PASSWORD}, token=buyer.token)
        shop.need("close", closed)

        async def left():
            return self.platform.servers.sql(own + str(buyer.id))[0][0]

        await shop.eventually(left, "0")
        await self.assert_healthy()

    async def test_an_account_without_a_shop_has_no_shop_box(self):
        buyer = await shop.customer(self.client)
        reply = await self.client.get("/v1/notifications?box=BOX_SHOP", token=buyer.token)
        self.assert_problem(reply, 403, "NO_SHOP_BOX")


if __name__ == "__main__":
    unittest.main()
