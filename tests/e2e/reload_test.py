# SPDX-License-Identifier: Apache-2.0
"""Settings that change while the program runs."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes


@in_both_shapes
class Reloading(PlatformCase):
    settings = {"gateway": {"limits": {"enabled": True, "read": {"per_address": 900_000}}}}

    async def policy(self):
        fresh = f"/v1/products?query={shop.unique('q')}"  # a kept reply counts for no limit
        return (await self.client.get(fresh)).headers.get("ratelimit-policy")

    async def logged(self):
        return await asyncio.to_thread(self.platform.log, 1000)

    async def test_limits_and_the_log_level_follow_the_files_and_a_wrong_file_changes_nothing(self):
        platform = self.platform
        self.assertEqual(await self.policy(), '"read";q=900000;w=1')
        self.assertNotIn('"level":"debug"', await self.logged())

        platform.settings["gateway"]["limits"]["read"]["per_address"] = 800_000
        platform.settings["telemetry"] = {"log_level": "debug"}
        platform.settings["gateway"]["cors_origins"] = ["https://shop.example"]
        platform.reload()
        await shop.eventually(self.policy, '"read";q=800000;w=1')
        _, said = await asyncio.to_thread(platform.run, "config", "print")
        self.assertRegex(said, r"per_address: 800000  # .*ecommerce.yaml:\d+")
        log = await self.logged()
        self.assertIn('"changed":"gateway.limits.read.per_address, telemetry.log_level"', log)
        self.assertIn('"from_the_next_start":"gateway.cors_origins"', log)

        async def debugs():
            await self.policy()
            return '"level":"debug"' in await self.logged()

        await shop.eventually(debugs, True)

        platform.settings["gateway"]["limits"]["read"]["per_address"] = 700_000
        platform.settings["gateway"]["limits"]["write"] = {"per_address": -1}
        platform.reload()

        async def complained():
            return "gateway.limits.write.per_address is -1, but must be at least 0" in await self.logged()

        await shop.eventually(complained, True)
        self.assertEqual(await self.policy(), '"read";q=800000;w=1')
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
