# SPDX-License-Identifier: Apache-2.0
"""Products are found with OpenSearch as they are without."""

import asyncio
import json
import shutil
import unittest
import urllib.parse
import urllib.request

from tests.e2e import search_test
from tests.support import certificates, opensearch
from tests.support import market as shop
from tests.support.platform import Platform
from tests.support.tls_proxy import TlsProxy


class SearchWithOpenSearch(search_test.SearchAsOneProgram):
    @classmethod
    def setUpClass(cls):
        cls.settings = opensearch.settings()
        super().setUpClass()

    def index(self, method, path, body=None):
        prefix = self.settings["search"]["opensearch"]["index_prefix"]
        request = urllib.request.Request(
            f"{opensearch.address()}/{prefix}-products{path}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as reply:
            return json.loads(reply.read())

    async def test_the_index_is_rebuilt_while_it_serves(self):
        name = shop.unique("Vase")
        made = await self.on_sale(name)
        await self.finds(name, [name])
        lost = {"id": int(made["id"]), "on_sale": False}
        self.index("PUT", f"/_doc/{made['id']}?refresh=true&version=4000000000&version_type=external", lost)
        await self.finds(name, [])
        (before,) = self.index("GET", "/_alias")
        code, said, log = await asyncio.to_thread(self.platform.run_apart, "reindex")
        self.assertEqual(code, 0, log)
        self.assertIn("can be found.", said)
        await self.finds(name, [name])
        (after,) = self.index("GET", "/_alias")
        self.assertNotEqual(before, after)
        await self.assert_healthy()


class StartWithOpenSearch(unittest.TestCase):
    def test_a_wrong_address_ends_the_start_with_a_sentence(self):
        nobody = {"search": {"engine": "opensearch", "opensearch": {"addresses": ["http://127.0.0.1:1"]}}}
        platform = Platform(settings=nobody)
        self.addCleanup(platform.remove)
        platform.write_settings()
        platform.run("migrate", "up")
        code, _, said = platform.run_apart("serve")
        self.assertEqual(code, 1)
        self.assertIn("OpenSearch at http://127.0.0.1:1 cannot be used (search.opensearch.addresses): ", said)


if __name__ == "__main__":
    unittest.main()


class OpenSearchBehindTls(unittest.TestCase):
    def setUp(self):
        self.folder = certificates.make_certificates()
        self.addCleanup(shutil.rmtree, self.folder)
        node = urllib.parse.urlsplit(opensearch.address())
        self.proxy = TlsProxy(self.folder, node.hostname, node.port)
        self.addCleanup(self.proxy.close)

    def platform_trusting(self, authority):
        settings = opensearch.settings()
        own = settings["search"]["opensearch"]
        own["addresses"] = [f"https://127.0.0.1:{self.proxy.port}"]
        own["ca_bundle"] = str(self.folder / authority)
        platform = Platform(settings=settings)
        self.addCleanup(platform.remove)
        return platform

    def test_the_node_is_trusted_by_its_authority(self):
        platform = self.platform_trusting("ca.crt")
        platform.start()
        self.assertTrue(platform.alive())

    def test_a_stranger_in_its_place_ends_the_start(self):
        platform = self.platform_trusting("stranger.crt")
        platform.write_settings()
        platform.run("migrate", "up")
        code, _, said = platform.run_apart("serve")
        self.assertEqual(code, 1)
        self.assertIn(f"OpenSearch at https://127.0.0.1:{self.proxy.port} cannot be used", said)
        self.assertIn("certificate", said)
