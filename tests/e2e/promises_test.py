# SPDX-License-Identifier: Apache-2.0
"""What /openapi.json promises, the program keeps: statuses of reasons, lengths of keys, types of pictures."""

import base64
import struct
import unittest
import zlib

from tests.support import contract
from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.client import Client

MEBIBYTE = 1 << 20
PICTURE_BYTES_MAX = 5 * MEBIBYTE
CHECKOUTS_A_MINUTE = 30  # enough for the tests of one account; the account that asks for more is refused
ATTEMPTS_MAX = 100


# The smallest files that are whole, 8 by 8 pixels of grey.
PICTURES = {
    "JPEG": (
        "/9j/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAAL"
        "CAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z"
    ),
    "WebP": "UklGRiQAAABXRUJQVlA4IBgAAABQAQCdASoIAAgAB0CWJaQABHQAAAAAAAA=",
    "GIF": "R0lGODlhCAAIAIAAAEdwTICAgCH/C05FVFNDQVBFMi4wAwEAAAAh+QQFAAAAACwAAAAACAAIAAACB4yPqcvtXQAAOw==",
    "AVIF": (
        "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAAOptZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
        "AA5waXRtAAAAAAABAAAAImlsb2MAAAAAREAAAQABAAAAAAEOAAEAAAAAAAAAFQAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEA"
        "AGF2MDEAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIABoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAIAAAACAAA"
        "ABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgYIDhAAAAB1tZGF0EgAKCBgIv2CBAQNCMgcYAAAAUATA"
    ),
    "HEIC": (
        "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
        "AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAAgACAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAJgACAAEAAAAAAAAA"
        "AQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAA"
        "ALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQED"
        "cAAAAwCQAAADAAADAB6gIIEFluqumubgQEDAgAAAAwCAAAADAIQiAAEABkQBwXPBiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlz"
        "cGUAAAAAAAAACAAAAAgAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGlt"
        "ZwACAAEAAQAAAC5tZGF0AAAAIigBrxMhHZb4W1MJiOssQLlMWCl5VyCTbsB4rzKHjr2vmmA="
    ),
}


def pictures():
    return {"PNG": shop.png(8), **{kind: base64.b64decode(text) for kind, text in PICTURES.items()}}


@in_both_shapes
class Promises(PlatformCase):
    settings = {
        "gateway": {
            "limits": {
                "enabled": True,
                "read": {"per_address": 0, "per_account": 0},
                "write": {"per_address": 0, "per_account": 0},
                "credentials": {"per_address": 0, "per_account": 0},
                "checkout": {"per_address": 0, "per_account": CHECKOUTS_A_MINUTE},
            }
        }
    }

    @classmethod
    async def _build(cls):
        market = await super()._build()
        client = Client(cls.platform.gateway_port)
        cls.document = shop.need("openapi", await client.get("/openapi.json"))
        cls.buyer = await shop.customer(client)
        await client.close()
        return market

    def told(self):
        """{reason: statuses}: services may share a name."""
        found = {}
        for holder in [self.document, *self.document["tags"]]:
            for row in holder.get("x-reasons", []):
                found.setdefault(row["reason"], set()).add(row["status"])
        return found

    def test_the_document_has_every_reason_with_the_status_of_the_contract(self):
        tags = {tag["name"]: tag.get("x-reasons", []) for tag in self.document["tags"]}
        declared = contract.reasons()
        self.assertEqual({row["reason"]: row["status"] for row in self.document["x-reasons"]}, declared["common"])
        for method in contract.methods():
            if method.http and (method.anonymous or method.roles):
                tag = method.path.split("/")[1].rsplit(".", 1)[1].removesuffix("Service")
                told = {row["reason"]: row["status"] for row in tags[tag]}
                self.assertEqual(told, declared.get(method.service, {}), tag)

    async def test_refusals_have_the_status_that_the_document_tells(self):
        client, token = self.client, self.buyer.token
        seller, admin = self.market.sellers[0], self.market.admin
        goods = f"/v1/products/{self.market.products[0]}"
        taken = {"email": self.buyer.email, "password": "secret-1", "confirmPassword": "secret-1"}
        password = {"currentPassword": "wrong", "newPassword": "secret-2", "confirmPassword": "secret-2"}
        cart = "/v1/cart/items"
        parent = {"name": "Below", "parentId": "999999999"}
        text = {"Content-Type": "text/plain"}
        key = shop.unique("reused")
        shop.need("one", await client.post(cart, {"skuId": self.market.skus[0], "quantity": 1}, token=token, key=key))
        refusals = {
            "MALFORMED_REQUEST": client.request("POST", cart, body=b"{", token=token),
            "INVALID_FIELD": client.post("/v1/users", {**taken, "email": "nobody"}),
            "INVALID_PAGE_TOKEN": client.get("/v1/products?pageToken=nonsense"),
            "IDEMPOTENCY_KEY_REQUIRED": client.post("/v1/checkout", token=token),
            "IDEMPOTENCY_KEY_REUSED": client.post(cart, {"skuId": "1", "quantity": 2}, token=token, key=key),
            "TOKEN_MISSING": client.get("/v1/orders"),
            "TOKEN_INVALID": client.get("/v1/orders", token="x.y.z"),
            "INVALID_CREDENTIALS": client.post("/v1/auth/login", {"account": "nobody@x.example", "password": "x"}),
            "ROLE_REQUIRED": client.get("/v1/admin/users", token=token),
            "WRONG_PASSWORD": client.request("PUT", "/v1/users/me/password", json=password, token=token),
            "NOT_FOUND": client.get("/v1/products/999999999"),
            "NO_SUCH_ROUTE": client.get("/v1/nothing"),
            "METHOD_NOT_ALLOWED": client.request("DELETE", cart, token=token),
            "EMAIL_TAKEN": client.post("/v1/users", taken),
            "CATEGORY_PARENT": client.post("/v1/categories", parent, token=admin.token),
            "ETAG_MISMATCH": client.request("PATCH", goods, json={"etag": "stale"}, token=seller.token),
            "BODY_TOO_LARGE": client.request("POST", cart, body=b" " * (32 * MEBIBYTE), token=token),
            "UNSUPPORTED_MEDIA_TYPE": client.request("POST", cart, body=b"{}", token=token, headers=text),
            "PICTURE_TYPE": self.upload(b"<svg/>"),
        }
        told = self.told()
        for reason, call in refusals.items():
            with self.subTest(reason):
                reply = await call
                self.assertEqual(reply.reason, reason, reply)
                self.assertIn(reply.status, told[reason])

    async def repeat(self, reason, call):
        for _ in range(ATTEMPTS_MAX):
            reply = await call()
            if reply.reason == reason:
                self.assertIn(reply.status, self.told()[reason])
                self.assertIn("retry-after", reply.headers)
                return
        self.fail(f"{reply} instead of {reason}")

    async def test_too_many_calls_have_the_status_that_the_document_tells(self):
        person, pressing = await shop.register(self.client), await shop.customer(self.client)
        wrong = {"account": person.email, "password": "wrong-one"}
        await self.repeat("TOO_MANY_ATTEMPTS", lambda: self.client.post("/v1/auth/login", wrong))
        await self.repeat("RATE_LIMITED", lambda: self.client.post("/v1/checkout", token=pressing.token))

    async def test_a_version_may_be_named_by_if_match_and_a_stale_one_changes_nothing(self):
        client, seller = self.client, self.market.sellers[0]
        product, _ = await self.market.product(client)
        own = f"/v1/shop/products/{product}"

        async def change(if_match, path=f"/v1/products/{product}", field="subtitle", token=seller.token):
            body = {field: shop.unique("x")}
            return await client.request("PATCH", path, json=body, token=token, headers={"If-Match": if_match})

        read = await client.get(own, token=seller.token)
        self.assertEqual(read.headers["etag"], f'"{read.json()["product"]["etag"]}"')
        self.assert_problem(await change('"stale"'), 412, "ETAG_MISMATCH")
        self.assertEqual((await client.get(own, token=seller.token)).headers["etag"], read.headers["etag"])
        self.assertEqual((await change(read.headers["etag"])).status, 200)
        self.assert_problem(await change(read.headers["etag"]), 412, "ETAG_MISMATCH")
        # Where no version can be compared nothing is done, and what is only read is compared as a whole.
        self.assert_problem(await change('"stale"', "/v1/users/me", "nickname", self.buyer.token), 412, "ETAG_MISMATCH")
        tree = "/v1/categories"
        self.assert_problem(await client.get(tree, headers={"If-Match": '"stale"'}), 412, "ETAG_MISMATCH")
        known = (await client.get(tree)).headers["etag"]
        self.assertEqual((await client.get(tree, headers={"If-Match": known})).status, 200)

    async def test_packed_bodies_are_refused_with_what_is_taken(self):
        packed = {"Content-Encoding": "gzip"}
        reply = await self.client.post("/v1/cart/items", {"skuId": "1"}, token=self.buyer.token, headers=packed)
        self.assert_problem(reply, 415, "UNSUPPORTED_MEDIA_TYPE")
        self.assertEqual(reply.headers["accept-encoding"], "identity")

    async def test_keys_may_be_as_long_as_the_document_tells(self):
        told = {
            parameter["schema"]["maxLength"]
            for operations in self.document["paths"].values()
            for operation in operations.values()
            for parameter in operation.get("parameters", [])
            if parameter["name"] == "Idempotency-Key"
        }
        self.assertEqual(len(told), 1)
        longest = shop.unique("k").ljust(told.pop(), "~")
        line = {"skuId": self.market.skus[1], "quantity": 1}
        first = await self.client.post("/v1/cart/items", line, token=self.buyer.token, key=longest)
        again = await self.client.post("/v1/cart/items", line, token=self.buyer.token, key=longest)
        self.assertEqual(shop.need("again", again), shop.need("first", first))
        self.assertEqual(again.headers.get("idempotent-replayed"), "true")
        for bad in (longest + "~", "two words"):
            refused = await self.client.post("/v1/cart/items", line, token=self.buyer.token, key=bad)
            self.assert_problem(refused, 400, "INVALID_FIELD")

    async def upload(self, body):
        return await self.client.request(
            "POST",
            "/v1/pictures",
            body=body,
            token=self.market.sellers[0].token,
            headers={"Content-Type": "application/octet-stream"},
        )

    async def test_pictures_of_the_promised_types_are_taken_and_no_others(self):
        promise = self.document["paths"]["/v1/pictures"]["post"]["description"]
        for name, body in pictures().items():
            with self.subTest(name):
                self.assertIn(name, promise)
                shop.need(name, await self.upload(body))
        for name, body in {
            "TIFF": b"II*\0" + b"\0" * 60,
            "PDF": b"%PDF-1.7\n",
            "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "BMP": b"BM" + b"\0" * 60,
        }.items():
            with self.subTest(name):
                self.assertNotIn(name, promise)
                self.assert_problem(await self.upload(body), 415, "PICTURE_TYPE")

    async def test_pictures_are_stored_whole_and_tell_nothing_of_their_maker(self):
        whole = shop.png(8)
        data = whole.index(b"IDAT")
        wrong = whole[: data + 8] + bytes([whole[data + 8] ^ 1]) + whole[data + 9 :]
        for name, body in {"half": whole[:50], "no head": whole[:24], "wrong sum": wrong}.items():
            with self.subTest(name):
                self.assert_problem(await self.upload(body), 400, "PICTURE_BROKEN")
        place = b"\0\0\0\x0ftEXtPlace\0Eiffel 48" + struct.pack(">I", zlib.crc32(b"tEXtPlace\0Eiffel 48"))
        told = shop.need("place", await self.upload(whole[:33] + place + whole[33:]))["picture"]
        shown = await self.client.get(told["url"])
        self.assertEqual((shown.status, shown.headers["content-type"]), (200, "image/webp"))
        self.assertNotIn(b"Eiffel", shown.body)
        for side in (7000, 30_000):
            head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
            huge = whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]
            self.assert_problem(await self.upload(huge), 400, "PICTURE_TOO_LARGE")

    async def test_pictures_lie_in_every_width_that_their_address_promises(self):
        promise = self.document["paths"]["/v1/pictures"]["post"]["description"]
        url = shop.need("wide", await self.upload(shop.png(900)))["picture"]["url"]
        self.assertTrue(url.endswith("_1600.webp"), url)
        for ending in ("_400.webp", "_800.webp", "_1600.webp"):
            self.assertIn(ending, promise)
            shown = await self.client.get(url.replace("_1600.webp", ending))
            self.assertEqual((shown.status, shown.body[8:12]), (200, b"WEBP"))

    async def test_buyers_upload_pictures_too(self):
        headers = {"Content-Type": "image/png"}
        said = await self.client.request(
            "POST", "/v1/pictures", body=shop.png(16), token=self.buyer.token, headers=headers
        )
        self.assertEqual(shop.need("picture", said)["picture"]["width"], 16)

    async def test_pictures_may_be_as_large_as_promised(self):
        self.assertIn("5 MiB", self.document["paths"]["/v1/pictures"]["post"]["description"])
        whole = shop.png(8)
        shop.need("largest", await self.upload(whole.ljust(PICTURE_BYTES_MAX, b"\0")))
        for over in (1, 1000, MEBIBYTE):
            refused = await self.upload(whole.ljust(PICTURE_BYTES_MAX + over, b"\0"))
            self.assert_problem(refused, 413, "BODY_TOO_LARGE")


if __name__ == "__main__":
    unittest.main()
