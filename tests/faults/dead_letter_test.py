# SPDX-License-Identifier: Apache-2.0
"""Administrators see the events that a service gave up on, and have them delivered again."""

import asyncio
import unittest
import uuid

from tests.support import market as shop
from tests.support.client import Client
from tests.support.platform import Platform, serving

TYPE = "ecommerce.order.v1.OrderPaid"
SUBSCRIBER = "product"


class DeadLetters(unittest.IsolatedAsyncioTestCase):
    shape = "one"

    @classmethod
    def setUpClass(cls):
        cls.platform = Platform(cls.shape)
        cls.addClassCleanup(cls.platform.remove)
        cls.platform.start()

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)  # it tells of every slow step
        self.client = Client(self.platform.gateway_port)
        self.addAsyncCleanup(self.client.close)
        self.admin = await shop.admin(self.client, self.platform.servers)

    def bury(self, last_error):
        """An event that came through once: again, it has no further effect."""
        event = str(uuid.uuid4())
        self.platform.servers.sql(
            f"INSERT INTO product_service.inbox (event_id, subscriber, taken_at) VALUES ('{event}', '{SUBSCRIBER}', now())"
        )
        self.platform.servers.sql(
            "INSERT INTO order_service.dead_letters (event_id, subscriber, type, key, payload, traceparent, occurred_at, "
            "deliver_at, attempts, last_error, died_at) "
            f"VALUES ('{event}', '{SUBSCRIBER}', '{TYPE}', 'k', '', '', now(), now(), 12, '{last_error}', now())"
        )
        return event

    async def listed(self, service="order", **query):
        words = "&".join(f"{name}={value}" for name, value in query.items())
        reply = await self.client.get(f"/v1/admin/events/{service}/dead-letters?{words}", token=self.admin.token)
        return shop.need("dead letters", reply)

    async def replay(self, letter, service="order"):
        path = f"/v1/admin/events/{service}/dead-letters/{letter}:replay"
        return await self.client.post(path, {}, token=self.admin.token)

    async def test_dead_letters_are_listed_and_delivered_again(self):
        events = [self.bury("first"), self.bury("second")]
        page = await self.listed(pageSize=1)
        rest = await self.listed(pageSize=1, pageToken=page["nextPageToken"])
        letters = page["deadLetters"] + rest["deadLetters"]
        self.assertEqual([letter["eventId"] for letter in letters], events[::-1])
        self.assertEqual(letters[0]["lastError"], "second")
        self.assertEqual((letters[0]["type"], letters[0]["subscriber"]), (TYPE, SUBSCRIBER))
        for letter in letters:
            shop.need("replay", await self.replay(letter["id"]))
        self.assertFalse((await self.listed()).get("deadLetters"))
        self.assertEqual((await self.replay(letters[0]["id"])).status, 404)

        async def left():
            counts = "(SELECT COUNT(*) FROM order_service.outbox) + (SELECT COUNT(*) FROM order_service.dead_letters)"
            return int(self.platform.servers.sql(f"SELECT {counts}")[0][0])

        await shop.eventually(left, 0)

    async def test_each_service_answers_for_itself(self):
        self.bury("alone")
        for service in serving("ecommerce.events.v1.EventsService"):
            letters = (await self.listed(service)).get("deadLetters", [])
            self.assertEqual(bool(letters), service == "order", service)
        shop.need("replay", await self.replay((await self.listed())["deadLetters"][0]["id"]))
        for service in ("gateway", "checkout", "nothing", "Order", "order%2F", "x" * 40):
            reply = await self.client.get(f"/v1/admin/events/{service}/dead-letters", token=self.admin.token)
            self.assertEqual((reply.status, reply.reason), (404, "NOT_FOUND"), service)


class DeadLettersOfProcesses(DeadLetters):
    shape = "many"


if __name__ == "__main__":
    unittest.main()
