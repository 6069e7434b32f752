# SPDX-License-Identifier: Apache-2.0
"""Far more logins than passwords can be checked: they wait or are refused, and nobody who browses waits with them."""

import asyncio
import collections
import random
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase

STORM = 120  # logins under way at any moment
SECONDS = 4


class LoginStorm(PlatformCase):
    async def test_browsing_goes_on(self):
        person = await shop.register(self.client)
        logins, browsed = collections.Counter(), collections.Counter()
        end = time.monotonic() + SECONDS

        async def storm():
            client = self.new_client(self.platform.gateway_port, timeout=60)
            while time.monotonic() < end:
                # Accounts that do not exist cost the same work.
                account = random.choice([person.email, shop.unique("nobody") + "@test.example"])
                reply = await client.post("/v1/auth/login", {"account": account, "password": shop.PASSWORD})
                logins[reply.status] += 1

        async def browse():
            client = self.new_client(self.platform.gateway_port, timeout=60)
            while time.monotonic() < end:
                # A changing filter passes by every cache.
                reply = await client.get(f"/v1/products?pageSize=5&minPrice={random.randrange(100000)}")
                browsed[reply.status] += 1

        await asyncio.gather(*(storm() for _ in range(STORM)), *(browse() for _ in range(4)))
        # Everyone was answered: let in, refused for the password, or told to wait.
        self.assertLessEqual(set(logins), {200, 401, 429, 503}, logins)
        self.assertEqual(set(browsed), {200}, browsed)
        # Were checks done where requests are served, each page would wait behind a queue of them.
        checked = logins[200] + logins[401]
        self.assertGreater(browsed[200], 2 * checked, f"{logins} logins, {browsed} pages")
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
