# SPDX-License-Identifier: Apache-2.0
"""What people type: cleaned before it is looked at, the same however it was composed, and regions by their codes."""

import unittest
import urllib.parse

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

NOTHING = ("  ", "\u200b", "\u3000\u00a0", "\n", "\u202e", "\u2800")
NEAR, FAR = 800, 2000  # freight of one parcel, in fen


@in_both_shapes
class Text(PlatformCase):
    async def patch(self, path, body, token):
        return await self.client.request("PATCH", path, json=body, token=token)

    async def get(self, path, query, token=None):
        return await self.client.get(f"{path}?{urllib.parse.urlencode(query)}", token=token)

    async def address(self, token, status=200, **parts):
        reply = await self.client.post("/v1/users/me/addresses", {**shop.ADDRESS, **parts}, token=token)
        self.assertEqual(reply.status, status, (parts, reply))
        return reply.json().get("address", reply.json())

    async def freight(self, token, address_id):
        body = {"items": [{"skuId": self.market.skus[0], "quantity": 1}], "addressId": address_id}
        quote = shop.need("preview", await self.client.post("/v1/checkout:preview", body, token=token))["quote"]
        return int(quote["freightTotal"]["minorUnits"]), quote

    async def test_text_that_is_nothing_is_refused(self):
        buyer = await shop.customer(self.client)
        seller, admin = self.market.sellers[0], self.market.admin
        product = f"/v1/products/{self.market.products[0]}"
        doors = [
            (self.client.post, "/v1/users/me/addresses", shop.ADDRESS, ("recipient", "street"), buyer),
            (self.patch, "/v1/users/me", {}, ("nickname",), buyer),
            (self.patch, product, {}, ("name",), seller),
            (self.client.post, "/v1/categories", {}, ("name",), admin),
        ]
        for nothing in NOTHING:
            for send, path, body, fields, account in doors:
                for field in fields:
                    reply = await send(path, {**body, field: nothing}, token=account.token)
                    self.assert_problem(reply, 400, "INVALID_FIELD")
                    self.assertEqual(reply.json()["errors"][0]["field"], field, (path, nothing))

    async def test_one_line_is_kept_as_people_mean_it(self):
        buyer = await shop.customer(self.client)
        kept = await self.address(buyer.token, recipient=" Li\n\tLei\u200b ", street="1\u202e Wensan  Road ")
        self.assertEqual((kept["recipient"], kept["street"]), ("Li Lei", "1 Wensan Road"))
        said = await self.patch("/v1/users/me", {"nickname": "Cafe\u0301 "}, token=buyer.token)
        self.assertEqual(shop.need("nickname", said)["user"]["nickname"], "Caf\u00e9")

    async def test_phones_are_taken_as_people_have_them(self):
        buyer = await shop.customer(self.client)
        phones = {
            "\u202d138 0000 0000\u202c": "13800000000",
            "138\u00a00000\u00a00000": "13800000000",
            "１３８００００００００": "13800000000",
            "(010) 6234-5678": "01062345678",
            "+1 (415) 555-2671": "+14155552671",
            "010-62345678转801": "01062345678#801",
        }
        for given, kept in phones.items():
            address = await self.address(buyer.token, phone=given)
            self.assertEqual(address["phone"], kept)
        await self.address(buyer.token, phone="call me", status=400)

    async def test_a_login_survives_blanks_and_other_compositions(self):
        email, password = shop.unique("person") + "@test.example", "Pe\u0301nelope-\uff11"
        body = {"email": f" {email} ", "password": password, "confirmPassword": password}
        made = shop.need("register", await self.client.post("/v1/users", body))
        self.assertEqual(made["user"]["email"], email)
        for again in (password, "P\u00e9nelope-1"):
            said = await self.client.post("/v1/auth/login", {"account": f"\u3000{email} ", "password": again})
            token = shop.need("login", said)["accessToken"]
        change = {"currentPassword": "P\u00e9nelope-1", "newPassword": " bl\u0061\u0308nk ", "confirmPassword": " bl\u00e4nk "}
        shop.need("change", await self.client.request("PUT", "/v1/users/me/password", json=change, token=token))
        said = await self.client.post("/v1/auth/login", {"account": email, "password": " bl\u00e4nk "})
        shop.need("login with the new one", said)
        said = await self.client.post("/v1/auth/login", {"account": email, "password": "bl\u00e4nk"})
        self.assertEqual(said.status, 401, "blanks belong to a password")

    async def test_variants_that_look_alike_are_one(self):
        seller, admin = self.market.sellers[0], self.market.admin
        for one, other in (("Red", "RED"), ("Red", "\uff32ed"), ("\u7ea2", "\u7ea2\u200b"), ("caf\u00e9", "cafe\u0301")):
            body = {
                "name": shop.unique("Teapot"),
                "categoryId": self.market.category_id,
                "options": [{"name": "Colour", "values": [one, other]}],
                "skus": [
                    {"price": {"currencyCode": "CNY", "minorUnits": "100"}, "optionValues": [value]}
                    for value in (one, other)
                ],
            }
            reply = await self.client.post("/v1/products", body, token=seller.token)
            self.assert_problem(reply, 400, "INVALID_FIELD")
        name = shop.unique("Caf\u00e9")
        shop.need("category", await self.client.post("/v1/categories", {"name": name}, token=admin.token))
        for same in (f"{name} ", name.upper(), name.replace("\u00e9", "e\u0301")):
            reply = await self.client.post("/v1/categories", {"name": same}, token=admin.token)
            self.assertEqual(reply.json()["reason"], "CATEGORY_NAME_TAKEN", same)

    async def test_products_and_people_are_found_whatever_their_letters(self):
        seller, admin = self.market.sellers[0], self.market.admin
        word = shop.unique("Caf\u00e9")
        change = {"name": f"{word} noir", "brand": f"Brand {word}"}
        product = self.market.products[0]
        shop.need("rename", await self.patch(f"/v1/products/{product}", change, token=seller.token))
        for query in (word, word.upper(), word.replace("\u00e9", "e\u0301"), f" {word}  noir"):
            found = await self.get("/v1/shop/products", {"query": query}, token=seller.token)
            self.assertEqual([each["id"] for each in shop.need("search", found)["products"]], [product], query)
        buyer = await shop.customer(self.client)
        await self.patch("/v1/users/me", {"nickname": f"{word} Li"}, token=buyer.token)
        found = await self.get("/v1/admin/users", {"query": word.upper()}, token=admin.token)
        self.assertEqual([int(each["id"]) for each in shop.need("users", found)["users"]], [buyer.id])

    async def test_freight_is_of_the_region_however_it_is_spelt(self):
        buyer = await shop.customer(self.client)
        far = [
            {"province": name, "city": "乌鲁木齐市", "district": "天山区"}
            for name in ("新疆维吾尔自治区", "新疆", "新疆维吾尔自治区 ", "Xinjiang", "ＸＩＮＪＩＡＮＧ")
        ] + [{"province": name, "city": "拉萨市", "district": "城关区"} for name in ("西藏", "Xizang", "Tibet", "西藏自治区")]
        for place in far:
            address = await self.address(buyer.token, **place)
            self.assertIn(address["regionCode"], ("650102", "540102"), place)
            self.assertIn(address["province"], ("新疆维吾尔自治区", "西藏自治区"))
            self.assertEqual((await self.freight(buyer.token, address["id"]))[0], FAR, place)
            await self.client.request("DELETE", f"/v1/users/me/addresses/{address['id']}", token=buyer.token)
        self.assertEqual((await self.freight(buyer.token, buyer.address_id))[0], NEAR)
        wrong = {
            "province": {"province": "新新疆"},
            "city": {"city": "乌鲁木齐市"},
            "district": {"district": "城关区"},
            "regionCode": {"regionCode": "650102"},
            "countryCode": {"countryCode": "ZZ"},
        }
        for field, parts in wrong.items():
            problem = await self.address(buyer.token, status=400, **parts)
            self.assertEqual(problem["errors"][0]["field"], field)
        sku = self.market.skus[0]
        for query, cost in (
            ({"province": "新疆"}, FAR),
            ({"regionCode": "65"}, FAR),
            ({"regionCode": "330106"}, NEAR),
            ({}, NEAR),
        ):
            said = shop.need("estimate", await self.get("/v1/freight:estimate", {"skuId": sku, **query}))
            self.assertEqual(int(said["freight"]["minorUnits"]), cost, query)
        for query in ({"province": "Atlantis"}, {"regionCode": "99"}):
            reply = await self.get("/v1/freight:estimate", {"skuId": sku, **query})
            self.assert_problem(reply, 400, "INVALID_FIELD")

    async def test_an_order_stays_in_the_region_whose_freight_was_paid(self):
        buyer = await shop.customer(self.client)
        far = await self.address(buyer.token, province="新疆", city="乌鲁木齐", district="天山")
        near = await self.address(buyer.token, province="Zhejiang", city="宁波", district="鄞州")
        _, quote = await self.freight(buyer.token, buyer.address_id)
        order = {
            "items": [{"skuId": self.market.skus[0], "quantity": 1}],
            "addressId": buyer.address_id,
            "paymentMethod": "sandbox",
            "expectedTotal": quote["total"],
        }
        placed = shop.need("place", await self.client.post("/v1/checkout", order, token=buyer.token, key=shop.unique("k")))
        number = placed["orders"][0]["orderNo"]
        reply = await self.patch(f"/v1/orders/{number}", {"addressId": far["id"]}, token=buyer.token)
        self.assertEqual(reply.json()["reason"], "FREIGHT_WOULD_CHANGE")
        moved = await self.patch(f"/v1/orders/{number}", {"addressId": near["id"]}, token=buyer.token)
        self.assertEqual(shop.need("move", moved)["order"]["address"]["regionCode"], near["regionCode"])

    async def test_nothing_is_sent_to_an_address_of_no_region(self):
        buyer = await shop.customer(self.client)
        self.market.platform.servers.sql(
            f"UPDATE user_service.addresses SET region_code = '', city = '乌鲁木齐市' WHERE id = {buyer.address_id}"
        )
        _, quote = await self.freight(buyer.token, buyer.address_id)
        self.assertFalse(quote["canPlace"])
        self.assertEqual(quote["shops"][0]["lines"][0]["problem"], "CHECKOUT_PROBLEM_ADDRESS_UNVERIFIED")
        order = {
            "items": [{"skuId": self.market.skus[0], "quantity": 1}],
            "addressId": buyer.address_id,
            "paymentMethod": "sandbox",
            "expectedTotal": quote["total"],
        }
        reply = await self.client.post("/v1/checkout", order, token=buyer.token, key=shop.unique("k"))
        self.assertEqual(reply.json()["reason"], "ADDRESS_UNVERIFIED")


if __name__ == "__main__":
    unittest.main()
