# SPDX-License-Identifier: Apache-2.0
"""The demo data is made under the settings that there are, and leaves the administrator something to do."""

import asyncio
import pathlib
import subprocess
import unittest

from tests.support import market as shop
from tests.support.client import Client
from tests.support.platform import BINARY, Platform, environment
from tests.support.servers import ROOT

PROGRAM = pathlib.Path(BINARY).resolve().parent / "ecommerce-demo"


class Demo(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        cls.platform = Platform(settings={"checkout": {"payment_window": "1m", "reservation_grace": "1m"}})
        cls.addClassCleanup(cls.platform.remove)
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")
        command = [PROGRAM, "-conf", cls.platform.folder / "conf", "-data", ROOT / "demo" / "data"]
        cls.made = subprocess.run(
            command, capture_output=True, text=True, env=environment(), cwd=cls.platform.folder, timeout=500, check=False
        )
        cls.platform.serve()

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)
        self.client = Client(self.platform.gateway_port)
        self.addAsyncCleanup(self.client.close)

    async def enter(self, email):
        login = {"account": email, "password": "demo-pass-2026"}
        return shop.need("login", await self.client.post("/v1/auth/login", login))["accessToken"]

    async def test_a_short_payment_window_is_no_hindrance(self):
        self.assertEqual(self.made.returncode, 0, self.made.stderr[-2000:])
        self.assertRegex(self.made.stdout, r"^Demo data: \d+ shops, \d+ categories, 1000 products, \d+ orders\.\n$")
        token = await self.enter("customer@demo.shop")
        orders = shop.need("orders", await self.client.get("/v1/orders?pageSize=100", token=token))["orders"]
        statuses = {order["status"] for order in orders}
        self.assertLessEqual({"ORDER_STATUS_COMPLETED", "ORDER_STATUS_CANCELLED"}, statuses)
        code, said = await asyncio.to_thread(self.platform.doctor)
        self.assertEqual(code, 0, said)

    async def test_products_wait_for_the_administrator(self):
        token = await self.enter("admin@demo.shop")
        waiting = shop.need("queue", await self.client.get("/v1/admin/products", token=token))["products"]
        self.assertEqual(len(waiting), 5)
        for product in waiting:
            self.assertEqual((await self.client.get(f"/v1/products/{product['id']}")).status, 404)


if __name__ == "__main__":
    unittest.main()
