# SPDX-License-Identifier: Apache-2.0
"""Open pages are told of messages, of what waits to be read and of orders as they change."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.stream import Stream

PATH = "/v1/notifications:watch"
PER_ACCOUNT = 3


@in_both_shapes
class Live(PlatformCase):
    settings = {"notification": {"live": {"per_account": PER_ACCOUNT}}}

    async def open(self, account, last_event="", status=200):
        fields = {"Last_Event_ID": last_event} if last_event else {}
        stream = await Stream.open(self.platform.gateway_port, PATH, account.token, **fields)
        self.addCleanup(stream.close)
        self.assertEqual(stream.status, status, stream.head)
        return stream

    async def until(self, stream, seen):
        """The first event that `seen` says yes to."""
        while True:
            event = await stream.next()
            self.assertNotEqual(event.get("event"), "error", event)
            if seen(event["data"]):
                return event

    @staticmethod
    def types(data):
        return [told["type"] for box in data.get("boxes", []) for told in box.get("notifications", [])]

    @staticmethod
    def unread(data, box="BOX_ACCOUNT"):
        counts = [each for news in data.get("boxes", []) if news["box"] == box for each in news.get("counts", [])]
        return sum(each["count"] for each in counts)

    async def test_an_order_is_told_to_its_buyer_and_its_shop(self):
        client, seller = self.client, self.market.sellers[0]
        buyer = await shop.customer(client)
        at_home, in_shop = await self.open(buyer), await self.open(await shop.sign_in(client, shop.Account(seller.email)))
        self.assertEqual(self.unread((await at_home.next())["data"]), 0)
        placed, _ = await shop.paid_order(client, buyer, shop.lines(self.market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        paid = await self.until(at_home, lambda data: "ORDER_PAID" in self.types(data))
        self.assertEqual(self.unread(paid["data"]), 1)
        self.assertEqual(paid["data"]["eventId"], paid["id"])
        await self.until(in_shop, lambda data: "TO_SHIP" in self.types(data))
        shop.need("ship", await shop.ship(client, seller, number))
        await self.until(at_home, lambda data: number in data.get("orderNos", []))
        await self.assert_healthy()

    async def test_another_device_sees_what_was_read(self):
        client = self.client
        buyer = await shop.customer(client)
        other = await shop.sign_in(client, shop.Account(buyer.email))
        placed = await shop.bought(client, buyer, shop.lines(self.market.skus[0]))
        shop.need("cancel", await shop.cancel(client, buyer, placed["orders"][0]["orderNo"]))
        told = await shop.told(client, buyer, "ORDER_CANCELLED")
        page = await self.open(other)
        await self.until(page, lambda data: self.unread(data) == 1)
        shop.need("mark", await client.post("/v1/notifications:markRead", {"ids": [told["id"]]}, token=buyer.token))
        await self.until(page, lambda data: data.get("boxes") and self.unread(data) == 0)
        await self.assert_healthy()

    async def test_a_page_that_comes_back_is_told_what_it_missed(self):
        client = self.client
        buyer = await shop.customer(client)
        page = await self.open(buyer)
        last = (await page.next())["id"]
        page.close()
        placed = await shop.bought(client, buyer, shop.lines(self.market.skus[0]))
        shop.need("cancel", await shop.cancel(client, buyer, placed["orders"][0]["orderNo"]))
        await shop.told(client, buyer, "ORDER_CANCELLED")
        event = await (await self.open(buyer, last)).next()
        self.assertIn("ORDER_CANCELLED", self.types(event["data"]))
        self.assertFalse(event["data"].get("reload"))
        event = await (await self.open(buyer, "1")).next()
        self.assertTrue(event["data"]["reload"], "too long ago")
        await self.assert_healthy()

    async def test_a_stream_ends_with_its_session(self):
        client = self.client
        leaver = await shop.customer(client)
        page = await self.open(leaver)
        shop.need("logout", await client.post("/v1/auth/logout", token=leaver.token))
        self.assertIn("SESSION_ENDED", await asyncio.wait_for(page.rest(), 30))
        frozen = await shop.customer(client)
        page = await self.open(frozen)
        path = f"/v1/admin/users/{frozen.id}:freeze"
        shop.need("freeze", await client.post(path, {"reason": "No"}, token=self.market.admin.token))
        self.assertIn("SESSION_ENDED", await asyncio.wait_for(page.rest(), 30))
        await self.assert_healthy()

    async def test_a_device_has_one_stream_and_an_account_a_few(self):
        client = self.client
        buyer = await shop.customer(client)
        first = await self.open(buyer)
        await first.next()
        await self.open(buyer)
        self.assertIn("STREAM_REPLACED", await asyncio.wait_for(first.rest(), 30))
        for _ in range(PER_ACCOUNT - 1):
            await self.open(await shop.sign_in(client, shop.Account(buyer.email)))
        refused = await self.open(await shop.sign_in(client, shop.Account(buyer.email)), status=429)
        self.assertIn("retry-after", refused.head.lower())
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
