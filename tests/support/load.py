# SPDX-License-Identifier: Apache-2.0
"""Shoppers who browse and buy without pause while something is broken, and remember what they were told."""

import asyncio
import collections
import random
import time

from tests.support import market as shop
from tests.support.client import Client

DROPPED = (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError)


class Load:
    def __init__(self, client, people, skus, pay=True):
        self.port = client.port
        self.people = people
        self.skus = skus
        self.pay = pay
        self.told = {}  # checkouts that were confirmed, by key
        self.unknown = {}  # (buyer, items) of those without an answer, by key
        self.placed = collections.Counter()  # (status, reason) of checkouts
        self.browsed = collections.Counter()
        self.answers = []  # (moment, what, status)
        self.unexpected = []  # refusals that are not 503 with Retry-After
        self._stopping = False
        self._tasks = []
        self._client = None
        self._total = None

    async def __aenter__(self):
        self._client = Client(self.port, timeout=60)
        self._total = (await shop.quote(self._client, self.people[0], shop.lines(self.skus[0])))["total"]
        self._tasks = [asyncio.ensure_future(self._buy(person)) for person in self.people]
        self._tasks += [asyncio.ensure_future(self._browse()) for _ in range(2)]
        return self

    async def __aexit__(self, *failure):
        self._stopping = True
        await asyncio.gather(*self._tasks)
        await self._client.close()

    def count(self, what, since=0.0):
        """How many were answered with 200 since a moment of time.monotonic()."""
        return sum(1 for moment, name, status in self.answers if name == what and status == 200 and moment >= since)

    async def _buy(self, buyer):
        while not self._stopping:
            key, items = shop.unique("load"), shop.lines(random.choice(self.skus))
            try:
                reply = await shop.place(self._client, buyer, items, self._total, key)
            except DROPPED:
                self.unknown[key] = (buyer, items)
                await asyncio.sleep(0.1)
                continue
            self.placed[(reply.status, reply.reason)] += 1
            self._note("checkout", reply)
            if reply.status != 200:
                self.unknown[key] = (buyer, items)
                await asyncio.sleep(0.1)
                continue
            self.told[key] = (buyer, reply.json())
            if self.pay:
                await self._pay(buyer, reply.json()["payment"]["id"])

    async def _pay(self, buyer, payment):
        try:
            opened = await self._client.post(f"/v1/payments/{payment}:pay", token=buyer.token, key=shop.unique("pay"))
            self._note("pay", opened)
            if opened.status == 200:
                path = opened.json()["cashierUrl"].split(f":{self.port}", 1)[1]
                self._note("cashier", await self._client.post(path, {"action": "pay"}))
        except DROPPED:
            await asyncio.sleep(0.1)

    async def _browse(self):
        while not self._stopping:
            # A changing page size passes by every cache.
            path = f"/v1/products?pageSize={random.randrange(1, 100)}&minPrice={random.randrange(1000)}"
            try:
                reply = await self._client.get(path)
                self.browsed[reply.status] += 1
                self._note("browse", reply)
            except DROPPED:
                self.browsed["dropped"] += 1
            await asyncio.sleep(0.05)

    def _note(self, what, reply):
        self.answers.append((time.monotonic(), what, reply.status))
        if reply.status != 200 and not (reply.status == 503 and "retry-after" in reply.headers):
            self.unexpected.append((what, reply))

    async def settle(self, client):
        """Asks again for what stayed without an answer, under the same keys, and takes what comes."""
        pending = list(self.unknown.items())
        replies = await asyncio.gather(
            *(
                shop.insist(lambda b=buyer, i=items, k=key: shop.place(client, b, i, self._total, k))
                for key, (buyer, items) in pending
            )
        )
        for (key, (buyer, _)), reply in zip(pending, replies):
            if reply.status == 200:
                self.told[key] = (buyer, reply.json())
            elif reply.reason != "CHECKOUT_EXPIRED":  # it may have ended before it was asked for again
                raise AssertionError(f"the same request again: {reply!r}")
        self.unknown.clear()
