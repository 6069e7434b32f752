# SPDX-License-Identifier: Apache-2.0
"""What the test classes share: one platform a class, a client a test, and a doctor at the end."""

import asyncio
import sys
import unittest

from tests.support.client import Client
from tests.support.market import Market
from tests.support.platform import Platform


def in_both_shapes(case):
    """The tests of a class twice: with one program, and with a process for each service."""
    module = sys.modules[case.__module__]
    for shape, name in (("one", "AsOneProgram"), ("many", "AsManyProcesses")):
        twin = type(case.__name__ + name, (case,), {"shape": shape, "__module__": case.__module__})
        setattr(module, twin.__name__, twin)


class PlatformCase(unittest.IsolatedAsyncioTestCase):
    shape = "one"
    settings = {}
    own_servers = False
    platform = None
    market = None
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.platform = Platform(cls.shape, cls.settings, cls.own_servers)
        cls.addClassCleanup(cls.platform.remove)
        cls.platform.start()
        cls.market = asyncio.run(cls._build())

    @classmethod
    async def _build(cls):
        client = Client(cls.platform.gateway_port)
        try:
            return await Market(cls.platform).build(client)
        finally:
            await client.close()

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)  # it tells of every slow step, and costs half the speed
        self.client = self.new_client(self.platform.gateway_port)

    def new_client(self, port, **options):
        client = Client(port, **options)
        self.addAsyncCleanup(client.close)
        return client

    async def assert_healthy(self):
        """Every test ends with this: alive, and the invariants hold."""
        self.assertTrue(self.platform.alive(), self.platform.log())
        code, said = await asyncio.to_thread(self.platform.doctor)
        self.assertEqual(code, 0, said)

    def assert_problem(self, reply, status, reason=None):
        self.assertEqual(reply.status, status, reply)
        self.assertTrue(reply.headers.get("content-type", "").startswith("application/problem+json"), reply.headers)
        problem = reply.json()
        self.assertEqual(problem["status"], status)
        if reason:
            self.assertEqual(problem["reason"], reason, problem)
