# SPDX-License-Identifier: Apache-2.0
"""What an administrator sets counts in every process, without a restart, and can be gone back to."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.platform import SERVICES

UNPAID = "order.unpaid_max"


@in_both_shapes
class Parameters(PlatformCase):
    settings = {"order": {"unpaid_max": 5}}

    async def read(self, name=UNPAID):
        reply = await self.client.get(f"/v1/admin/parameters/{name}", token=self.market.admin.token)
        return shop.need("parameter", reply)["parameter"]

    async def change(self, verb, name=UNPAID, **fields):
        """PUT, or POST of a verb."""
        body = {"reason": "a test", "etag": (await self.read(name))["etag"], **fields}
        path = f"/v1/admin/parameters/{name}" + (f":{verb}" if verb else "")
        method = "POST" if verb else "PUT"
        return await self.client.request(method, path, json=body, token=self.market.admin.token)

    async def in_force(self, value, name=UNPAID):
        async def told():
            reply = await self.client.get(f"/v1/admin/parameters/{name}", token=self.market.admin.token)
            return reply.status if reply.status != 200 else reply.json()["parameter"]["valueInForce"]

        await shop.eventually(told, value)

    async def placed(self, buyer, sku):
        """How many of three unpaid checkouts there may be."""
        items = shop.lines(sku)
        total = (await shop.quote(self.client, buyer, items))["total"]
        replies = [await shop.place(self.client, buyer, items, total) for _ in range(3)]
        return sum(reply.status == 200 for reply in replies)

    async def test_what_is_set_counts_until_it_is_given_back(self):
        _, (sku,) = await self.market.product(self.client, stock=50)
        await self.in_force("5")
        before = await self.read()
        self.assertEqual((before["kind"], before["min"], before["defaultValue"]), ("PARAMETER_KIND_INTEGER", "1", "20"))
        self.assertIn("ecommerce.yaml", before["origin"])
        self.assertNotIn("value", before)

        changed = shop.need("set", await self.change("", value="2"))["parameter"]
        self.assertEqual(changed["latestChange"]["changedBy"], str(self.market.admin.id))
        await self.in_force("2")
        self.assertEqual(await self.placed(await shop.customer(self.client), sku), 2)

        shop.need("reset", await self.change("reset"))
        await self.in_force("5")
        self.assertEqual(await self.placed(await shop.customer(self.client), sku), 3)

        version = changed["latestChange"]["version"]
        shop.need("restore", await self.change("restore", version=version))
        await self.in_force("2")
        history = await self.client.get(
            f"/v1/admin/parameter-changes?name={UNPAID}&pageSize=3", token=self.market.admin.token
        )
        values = [change.get("value") for change in shop.need("history", history)["changes"]]
        self.assertEqual(values, ["2", None, "2"])
        shop.need("reset", await self.change("reset"))

    async def test_a_value_needs_to_fit_and_to_be_set_on_what_was_read(self):
        await self.in_force("5")
        self.assert_problem(await self.change("", value="none"), 400, "PARAMETER_VALUE")
        self.assert_problem(await self.change("", value="0"), 400, "PARAMETER_VALUE")
        self.assert_problem(await self.change("", value="7", etag="v99"), 412, "ETAG_MISMATCH")
        self.assert_problem(await self.change("reset"), 409, "PARAMETER_UNCHANGED")
        missing = await self.client.get("/v1/admin/parameters/order.luck", token=self.market.admin.token)
        self.assert_problem(missing, 404, "NOT_FOUND")

    async def test_processes_tell_which_change_they_follow(self):
        name = "review.questions_a_day"
        await self.in_force("10", name)
        version = shop.need("set", await self.change("", name, value="9"))["parameter"]["latestChange"]["version"]

        async def behind():
            reply = await self.client.get("/v1/admin/instances", token=self.market.admin.token)
            instances = shop.need("instances", reply)["instances"]
            followers = {each["process"] for each in instances if int(each.get("parametersVersion", 0)) >= int(version)}
            wanted = {"ecommerce"} if self.shape == "one" else {f"ecommerce-{each}-service-v1" for each in SERVICES}
            return tuple(sorted(wanted - followers))

        await shop.eventually(behind, ())
        shop.need("reset", await self.change("reset", name))


if __name__ == "__main__":
    unittest.main()
