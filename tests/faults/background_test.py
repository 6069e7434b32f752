# SPDX-License-Identifier: Apache-2.0
"""Work that no request waits for and that keeps failing is seen: in the log, in /metrics and by name on /readyz."""

import asyncio
import json
import re
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

JOB = "product/give-back-expired"
OUTBOX = "product/outbox"


@in_both_shapes
class Background(PlatformCase):
    settings = {"platform": {"background_patience": "500ms"}, "product": {"sweep_pause": "100ms"}}

    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.product = self.new_client(self.platform.ports["product"])

    async def readiness(self):
        reply = await self.product.get("/readyz")
        self.assertEqual(reply.status, 200, reply)
        said = reply.json()
        return said["status"], tuple(name for name, state in said["checks"].items() if state != "ok")

    async def failed_runs(self):
        text = (await self.product.get("/metrics")).body.decode()
        found = re.search(
            r'ecommerce_job_duration_seconds_count\{[^}]*"give-back-expired"[^}]*"failed"[^}]*\} (\d+)', text
        )
        return int(found[1]) if found else 0

    async def failed_looks(self):
        text = (await self.product.get("/metrics")).body.decode()
        found = re.search(r'ecommerce_outbox_failures_total\{[^}]*product[^}]*\} (\d+)', text)
        return int(found[1]) if found else 0

    async def warnings(self, message):
        lines = [line.partition(": ")[2] for line in (await asyncio.to_thread(self.platform.log, 5000)).splitlines()]
        records = [json.loads(line) for line in lines if line.startswith("{")]
        return [each for each in records if each["message"].startswith(message) and each.get("service") == "product"]

    async def sql(self, text):
        await asyncio.to_thread(self.platform.servers.sql, text)

    async def test_a_job_that_keeps_failing_is_named_until_it_works_again(self):
        self.assertEqual(await self.readiness(), ("ok", ()))
        await self.sql("ALTER TABLE product_service.reservations RENAME TO reservations_away")
        await shop.eventually(self.readiness, ("degraded", (JOB,)))
        self.assertGreaterEqual(await self.failed_runs(), 2)
        told = await self.warnings("a job failed")
        self.assertEqual([each["job"] for each in told], ["give-back-expired"], "once, however often it fails")
        await self.sql("ALTER TABLE product_service.reservations_away RENAME TO reservations")
        await shop.eventually(self.readiness, ("ok", ()))
        await self.assert_healthy()

    async def test_an_outbox_that_cannot_be_read_is_named_until_it_can(self):
        await self.sql("ALTER TABLE product_service.outbox RENAME TO outbox_away")
        await shop.eventually(self.readiness, ("degraded", (OUTBOX,)))
        self.assertGreaterEqual(await self.failed_looks(), 2)
        self.assertEqual(len(await self.warnings("the outbox cannot be read or written")), 1)
        await self.sql("ALTER TABLE product_service.outbox_away RENAME TO outbox")
        await shop.eventually(self.readiness, ("ok", ()))
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
