# SPDX-License-Identifier: Apache-2.0
"""What /metrics tells of the ports and of the gateway's own decisions."""

import asyncio
import ipaddress
import re
import unittest
import uuid

from tests.support.case import in_both_shapes
from tests.support.client import Client
from tests.support.platform import SERVICES, Platform


@in_both_shapes
class TheMetrics(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        limits = {"enabled": True, "credentials": {"per_address": 1, "window": "1h"}}
        cls.platform = Platform(cls.shape, settings={"gateway": {"limits": limits, "trust_forwarded_for": True}})
        cls.addClassCleanup(cls.platform.remove)
        cls.platform.start()

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)  # it tells of every slow step
        self.client = Client(self.platform.gateway_port, concurrency=1)
        self.addAsyncCleanup(self.client.close)

    async def read(self):
        """The numbers of all processes: each tells of its own ports and services, so the gateway's come last."""
        numbers = {}
        for service in SERVICES if self.shape == "many" else []:
            client = Client(self.platform.ports[service], concurrency=1)
            numbers |= await self.page(client)
            await client.close()
        return numbers | await self.page(self.client)

    async def page(self, client):
        reply = await client.get("/metrics")
        self.assertEqual(reply.status, 200, reply)
        lines = re.findall(r"^(\w+(?:\{[^}]*\})?) ([0-9.e+]+)$", reply.body.decode(), re.MULTILINE)
        return {name: float(value) for name, value in lines}

    async def test_every_port_tells_of_its_connections(self):
        numbers = await self.read()
        for name in [*SERVICES, "gateway"]:
            label = f'server_port="{self.platform.ports[name]}"'
            self.assertGreaterEqual(numbers[f"ecommerce_http_server_accepted_total{{{label}}}"], 1, name)
            self.assertIn(f"ecommerce_http_server_connections{{{label}}}", numbers)
            refused = f'ecommerce_http_server_refused_total{{{label},ecommerce_reason="malformed"}}'
            self.assertEqual(numbers[refused], 0, name)
        label = f'server_port="{self.platform.gateway_port}"'
        self.assertGreaterEqual(numbers[f"ecommerce_http_server_connections{{{label}}}"], 1)

    async def test_the_database_is_looked_at_soon_after_the_start(self):
        wanted = ["ecommerce_postgres_connections", "ecommerce_postgres_locks_wait_seconds", 'ecommerce_postgres_rows{service="order"}']
        for _ in range(400):
            numbers = await self.read()
            if all(name in numbers for name in wanted):
                break
            await asyncio.sleep(0.05)
        self.assertGreaterEqual(numbers["ecommerce_postgres_connections"], 1)
        self.assertGreater(numbers["ecommerce_postgres_connections_max"], numbers["ecommerce_postgres_connections"])
        self.assertEqual(numbers["ecommerce_postgres_locks_wait_seconds"], 0)

    async def test_the_units_in_carts_are_known_soon_after_the_start(self):
        for _ in range(400):
            numbers = await self.read()
            if "ecommerce_cart_items" in numbers:
                break
            await asyncio.sleep(0.05)
        self.assertEqual(numbers["ecommerce_cart_items"], 0)

    async def test_the_gateway_tells_what_it_kept_and_refused(self):
        before = await self.read()
        for _ in range(20):
            self.assertEqual((await self.client.get("/v1/categories")).status, 200)
        # The counts of limits outlive the test, so it comes from an address of its own.
        caller = {"X-Forwarded-For": str(ipaddress.IPv6Address(uuid.uuid4().int))}
        body = {"account": "a@b.example", "password": "x"}
        replies = [await self.client.post("/v1/auth/login", body, headers=caller) for _ in range(2)]
        self.assertEqual([reply.status for reply in replies], [401, 429])
        after = await self.read()

        def grown(name):
            return after[name] - before[name]

        hits = grown('ecommerce_gateway_cache_requests_total{ecommerce_outcome="hit"}')
        misses = grown('ecommerce_gateway_cache_requests_total{ecommerce_outcome="miss"}')
        self.assertEqual(hits + misses, 20)  # a slow machine sees the kept reply end
        self.assertGreaterEqual(min(hits, misses), 1)
        self.assertEqual(grown('ecommerce_gateway_rate_limited_total{ecommerce_rate_class="credentials"}'), 1)
        self.assertEqual(grown('ecommerce_gateway_rate_limited_total{ecommerce_rate_class="read"}'), 0)
        self.assertEqual(grown('ecommerce_gateway_shed_total{ecommerce_reason="waited"}'), 0)
        self.assertEqual(grown('ecommerce_gateway_shed_total{ecommerce_reason="upstream_full"}'), 0)


if __name__ == "__main__":
    unittest.main()
