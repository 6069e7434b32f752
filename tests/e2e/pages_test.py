# SPDX-License-Identifier: Apache-2.0
"""The gateway serves storefront and consoles beside the API, and says what to do when they are not there."""

import asyncio
import gzip
import unittest

from tests.support.case import in_both_shapes
from tests.support.client import Client
from tests.support.platform import Platform

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip, br"}
INDEX = b"<!doctype html><title>Shop</title>" + b" " * 200
CONSOLE = b"<!doctype html><title>Seller console</title>"
ADDRESSES = "/cart\n/orders/{id}\n/products/{id} /v1/products/{id}\n/shops/{id} /v1/shops/{id}\n"
SCRIPT = b"console.log('shop');" * 100


@in_both_shapes
class Pages(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        cls.platform = Platform(cls.shape, settings={"gateway": {"web_folder": "pages", "seller_folder": "console"}})
        cls.addClassCleanup(cls.platform.remove)
        cls.folder = cls.platform.folder / "pages"
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")
        cls.without_pages = cls.platform.run("serve")
        (cls.folder / "assets").mkdir(parents=True)
        (cls.folder / "index.html").write_bytes(INDEX)
        (cls.folder / "index.html.gz").write_bytes(gzip.compress(INDEX))
        (cls.folder / "assets" / "shop-1a2b.js").write_bytes(SCRIPT)
        (cls.folder / "addresses.txt").write_text(ADDRESSES, encoding="ascii")
        console = cls.platform.folder / "console"
        (console / "assets").mkdir(parents=True)
        (console / "index.html").write_bytes(CONSOLE)
        (console / "assets" / "console-1a2b.js").write_bytes(SCRIPT)
        (console / "addresses.txt").write_text("/\n/orders/{id}\n", encoding="ascii")
        cls.platform.serve()

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)  # it tells of every slow step
        self.client = Client(self.platform.gateway_port)
        self.addAsyncCleanup(self.client.close)

    def test_a_folder_without_pages_ends_the_start(self):
        code, said = self.without_pages
        self.assertEqual(code, 1, said)
        self.assertIn("There is no index.html in pages (gateway.web_folder): `make run` builds the pages", said)

    async def test_every_address_of_the_application_is_its_index(self):
        for path in ("/", "/cart", "/orders/42"):
            reply = await self.client.get(path, headers=BROWSER)
            self.assertEqual(reply.status, 200, reply)
            self.assertEqual(reply.headers["content-encoding"], "gzip")
            self.assertEqual(gzip.decompress(reply.body), INDEX)
            self.assertEqual(reply.headers["cache-control"], "no-cache")
            self.assertIn("frame-ancestors 'none'", reply.headers["content-security-policy"])
            known = {**BROWSER, "If-None-Match": reply.headers["etag"]}
            self.assertEqual((await self.client.get(path, headers=known)).status, 304)

    async def test_an_address_that_shows_nothing_is_the_page_with_404(self):
        for path in ("/products/99999999", "/shops/999999", "/products/x", "/no-such-page", "/cart/there"):
            reply = await self.client.get(path, headers={"Accept": BROWSER["Accept"]})
            self.assertEqual((reply.status, reply.body), (404, INDEX), path)
            self.assertTrue(reply.headers["content-type"].startswith("text/html"), reply.headers)

    async def test_a_console_has_its_path_and_the_same_policy(self):
        shop = await self.client.get("/", headers=BROWSER)
        for path in ("/seller", "/seller/", "/seller/orders/42"):
            page = await self.client.get(path, headers=BROWSER)
            self.assertEqual((page.status, page.body), (200, CONSOLE), path)
            for name in ("content-security-policy", "cache-control"):
                self.assertEqual(page.headers[name], shop.headers[name], path)
        script = await self.client.get("/seller/assets/console-1a2b.js", headers=BROWSER)
        self.assertEqual(script.headers["cache-control"], "public, max-age=31536000, immutable")
        unknown = await self.client.get("/seller/cart", headers=BROWSER)
        self.assertEqual((unknown.status, unknown.body), (404, CONSOLE))
        self.assertEqual((await self.client.get("/admin", headers=BROWSER)).status, 404)

    async def test_every_reply_can_be_asked_about(self):
        for path in ("/cart", "/assets/shop-1a2b.js", "/docs", "/healthz", "/v1/categories", "/v1/nothing"):
            reply = await self.client.get(path, headers=BROWSER)
            self.assertRegex(reply.headers["x-request-id"], r"^[0-9a-f]{32}$", path)
            self.assertRegex(reply.headers["traceparent"], r"^00-[0-9a-f]{32}-", path)
            self.assertEqual(reply.headers["x-content-type-options"], "nosniff", path)

    async def test_files_are_kept_and_missing_ones_are_problems(self):
        script = await self.client.get("/assets/shop-1a2b.js", headers=BROWSER)
        self.assertEqual(script.body, SCRIPT)
        self.assertEqual(script.headers["cache-control"], "public, max-age=31536000, immutable")
        for path in ("/assets/shop-0000.js", "/v1/nothing", "/pictures/none.webp", "/index.html.gz", "/nothing.txt"):
            reply = await self.client.get(path, headers=BROWSER)
            self.assertEqual(reply.status, 404, path)
            self.assertEqual(reply.headers["content-type"], "application/problem+json", path)

    async def test_the_api_and_its_pages_stay_where_they_are(self):
        for path, kind in (
            ("/docs", "text/html"),
            ("/openapi.json", "application/json"),
            ("/readyz", "application/json"),
            ("/v1/categories", "application/json"),
        ):
            reply = await self.client.get(path, headers={"Accept": BROWSER["Accept"]})
            self.assertEqual(reply.status, 200, path)
            self.assertTrue(reply.headers["content-type"].startswith(kind), reply.headers)
            self.assertNotIn(INDEX, reply.body)


if __name__ == "__main__":
    unittest.main()
