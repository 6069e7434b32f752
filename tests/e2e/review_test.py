# SPDX-License-Identifier: Apache-2.0
"""Nothing is sold that no administrator has seen, and nobody else sees it before."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ELSEWHERE = ("https://evil.example/x.png", "//evil.example/x.png", "/pictures/nope.png")


@in_both_shapes
class Review(PlatformCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.owner, self.admin = self.market.sellers[0], self.market.admin

    async def upload(self):
        headers = {"Content-Type": "image/png"}
        sent = await self.client.request("POST", "/v1/pictures", body=shop.png(), token=self.owner.token, headers=headers)
        return shop.need("picture", sent)["picture"]

    async def draft(self, **fields):
        body = {
            "name": shop.unique("Kettle"),
            "categoryId": self.market.category_id,
            "description": "It boils.",
            "pictures": [await self.upload()],
            "skus": [{"price": {"currencyCode": "CNY", "minorUnits": "4242"}, "initialStock": "77"}],
            **fields,
        }
        return shop.need("draft", await self.client.post("/v1/products", body, token=self.owner.token))["product"]

    async def edit(self, product, **fields):
        path = f"/v1/products/{product['id']}"
        return await self.client.request("PATCH", path, json=fields, token=self.owner.token)

    async def submit(self, product):
        return await self.client.post(f"/v1/products/{product['id']}:submit", token=self.owner.token)

    async def approve(self, product, **fields):
        body = {"approve": True, **fields}
        return await self.client.post(f"/v1/products/{product['id']}:audit", body, token=self.admin.token)

    async def test_what_changes_in_review_is_not_approved(self):
        product = await self.draft()
        shop.need("submit", await self.submit(product))
        read = await self.client.get(f"/v1/admin/products/{product['id']}", token=self.admin.token)
        etag = shop.need("read", read)["product"]["etag"]
        said = shop.need("edit", await self.edit(product, name="FORBIDDEN"))
        self.assertEqual(said["product"]["state"], "PRODUCT_STATE_DRAFT")
        self.assert_problem(await self.approve(product), 409, "PRODUCT_STATE")
        self.assert_problem(await self.approve(product, etag=etag), 412, "ETAG_MISMATCH")
        self.assert_problem(await self.client.get(f"/v1/products/{product['id']}"), 404, "NOT_FOUND")
        await self.assert_healthy()

    async def test_what_buyers_see_of_a_product_on_sale_is_reviewed_again(self):
        product = await self.draft()
        shop.need("submit", await self.submit(product))
        shop.need("approve", await self.approve(product))
        sku = {"id": product["skus"][0]["id"], "price": {"currencyCode": "CNY", "minorUnits": "4000"}}
        said = shop.need("price", await self.edit(product, skus=[sku]))["product"]
        self.assertEqual(said["state"], "PRODUCT_STATE_ON_SALE")
        for url in ELSEWHERE:
            shown = {"url": url, "width": 1, "height": 1}
            for fields in ({"pictures": [shown]}, {"skus": [{**sku, "picture": shown}]}):
                self.assert_problem(await self.edit(product, **fields), 400, "PICTURE_UNKNOWN")
        said = shop.need("tags", await self.edit(product, tags=["anything goes"]))["product"]
        self.assertEqual(said["state"], "PRODUCT_STATE_IN_REVIEW")
        self.assert_problem(await self.client.get(f"/v1/products/{product['id']}"), 404, "NOT_FOUND")
        await self.assert_healthy()

    async def test_outsiders_learn_nothing_of_a_draft(self):
        name = shop.unique("Secret")
        sku = (await self.draft(name=name))["skus"][0]["id"]
        buyer = await shop.customer(self.client)
        body = {"items": [{"skuId": sku, "quantity": 1}]}
        said = await self.client.post("/v1/checkout:preview", body, token=buyer.token)
        for secret in (name, "4242", "/pictures/"):
            self.assertNotIn(secret, said.body.decode())

    async def test_a_category_asks_for_its_attributes_and_keeps_its_products(self):
        client, admin = self.client, self.admin
        asked = [{"name": "Material", "options": ["steel"], "required": True}, {"name": "Volume", "required": True}]
        body = {"name": shop.unique("Kettles"), "attributes": asked, "picture": await self.upload()}
        category = shop.need("category", await client.post("/v1/categories", body, token=admin.token))["category"]
        self.assertEqual(category["picture"]["width"], 64)
        product = await self.draft(categoryId=category["id"])
        refused = await self.submit(product)
        self.assert_problem(refused, 409, "PRODUCT_INCOMPLETE")
        self.assertEqual(refused.json()["metadata"]["missing"], "Material, Volume")
        filled = [{"name": "Material", "value": "wood"}, {"name": "Volume", "value": "1 l"}]
        shop.need("fill in", await self.edit(product, attributes=filled))
        self.assertEqual((await self.submit(product)).json()["metadata"]["unfit"], "Material")
        filled[0]["value"] = "steel"
        shop.need("fill in", await self.edit(product, attributes=filled))
        shop.need("submit", await self.submit(product))

        child = {"name": "Child", "parentId": category["id"]}
        path = f"/v1/categories/{category['id']}"
        for reply in (
            await client.post("/v1/categories", child, token=admin.token),
            await client.request("DELETE", path, token=admin.token),
        ):
            self.assert_problem(reply, 409, "CATEGORY_HAS_PRODUCTS")
            self.assertEqual(reply.json()["metadata"]["products"], "1")
        moved = f"{path}?moveProductsTo={self.market.category_id}"
        shop.need("delete", await client.request("DELETE", moved, token=admin.token))
        mine = await client.get(f"/v1/shop/products/{product['id']}", token=self.owner.token)
        self.assertEqual(shop.need("mine", mine)["product"]["categoryId"], self.market.category_id)
        for url in ELSEWHERE:
            body = {"name": shop.unique("Elsewhere"), "picture": {"url": url}}
            refused = await client.post("/v1/categories", body, token=admin.token)
            self.assert_problem(refused, 400, "PICTURE_UNKNOWN")


if __name__ == "__main__":
    unittest.main()
