# SPDX-License-Identifier: Apache-2.0
"""What sending costs, from a seller's template to the order, in both shapes."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

PLACES = {
    "near": {"province": "浙江省", "city": "杭州市", "district": "西湖区"},
    "far": {"province": "新疆维吾尔自治区", "city": "乌鲁木齐市", "district": "天山区"},
    "elsewhere": {"province": "广东省", "city": "广州市", "district": "天河区"},
    "nowhere": {"province": "西藏自治区", "city": "拉萨市", "district": "城关区"},
}


def fees(first_units, first_fee, further_units, further_fee, **more):
    said = {
        "firstUnits": str(first_units),
        "firstFee": str(first_fee),
        "furtherUnits": str(further_units),
        "furtherFee": str(further_fee),
    }
    return said | {name: str(value) for name, value in more.items()}


# By weight; Zhejiang is free from 300.00 on, Xinjiang costs 6.66 more whatever is bought, and nothing goes to Tibet.
TERMS = {
    "basis": "FREIGHT_BASIS_WEIGHT",
    "elsewhere": fees(1000, 1000, 500, 333),
    "groups": [
        {"provinces": ["33", "31"], "fees": fees(1000, 501, 1000, 99, freeFrom=30000)},
        {"provinces": ["65"], "fees": fees(500, 2500, 500, 1250, surcharge=666)},
    ],
    "notDelivered": ["54"],
}


def money(minor):
    return {"currencyCode": "CNY", "minorUnits": str(minor)}


@in_both_shapes
class Freight(PlatformCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.owner = self.market.sellers[0]
        self.buyer = await shop.customer(self.client)
        self.addresses = {}
        for name, place in PLACES.items():
            body = shop.ADDRESS | place
            said = await self.client.post("/v1/users/me/addresses", body, token=self.buyer.token)
            self.addresses[name] = shop.need("address", said)["address"]["id"]

    async def template(self, **changes):
        body = {"name": shop.unique("By weight"), "terms": TERMS | changes}
        said = await self.client.post("/v1/shop/freight-templates", body, token=self.owner.token)
        return shop.need("template", said)["freightTemplate"]

    async def article(self, template_id, grams):
        """A product for 50.00 that goes by the template. (Its id, its SKU's id.)"""
        product_id, (sku_id,) = await self.market.product(self.client)
        skus = [{"id": sku_id, "price": money(5000), "weightGrams": grams}]
        body = {"freightTemplateId": template_id, "skus": skus}
        path = f"/v1/products/{product_id}"
        said = await self.client.request("PATCH", path, json=body, token=self.owner.token)
        self.assertEqual(shop.need("update", said)["product"]["state"], "PRODUCT_STATE_ON_SALE")
        return product_id, sku_id

    async def preview(self, place, items):
        body = {"items": items, "addressId": self.addresses[place]}
        said = await self.client.post("/v1/checkout:preview", body, token=self.buyer.token)
        return shop.need("preview", said)["quote"]

    async def place(self, place, items, total):
        body = {
            "items": items,
            "addressId": self.addresses[place],
            "paymentMethod": "sandbox",
            "expectedTotal": money(total),
        }
        return await self.client.post("/v1/checkout", body, token=self.buyer.token, key=shop.unique("freight"))

    async def test_a_template_with_three_regions_is_charged_to_the_cent(self):
        template = await self.template()
        _, sku = await self.article(template["id"], 700)
        items = [{"skuId": sku, "quantity": 3}]  # 2,100 g, 150.00
        for place, freight in (("near", 501 + 2 * 99), ("far", 2500 + 4 * 1250 + 666), ("elsewhere", 1000 + 3 * 333)):
            with self.subTest(place):
                quote = await self.preview(place, items)
                self.assertEqual(quote["freightTotal"], money(freight))
                self.assertTrue(quote["canPlace"])
                stale = await self.place(place, items, 15000 + freight - 1)
                self.assert_problem(stale, 409, "PRICE_CHANGED")
                placed = shop.need("order", await self.place(place, items, 15000 + freight))
                number = placed["orders"][0]["orderNo"]
                order = shop.need("read", await self.client.get(f"/v1/orders/{number}", token=self.buyer.token))["order"]
                self.assertEqual(order["freight"], money(freight))
                self.assertEqual(order["total"], money(15000 + freight))
        six = await self.preview("near", [{"skuId": sku, "quantity": 6}])
        self.assertEqual(six["freightTotal"], money(0))
        self.assertEqual(six["shops"][0]["freeFrom"], money(30000))
        await self.assert_healthy()

    async def test_what_is_not_delivered_is_refused_by_name(self):
        template = await self.template()
        _, sku = await self.article(template["id"], 700)
        items = [{"skuId": sku, "quantity": 1}, {"skuId": self.market.skus[0], "quantity": 1}]
        quote = await self.preview("nowhere", items)
        problems = {line["skuId"]: line["problem"] for line in quote["shops"][0]["lines"]}
        self.assertEqual(problems[sku], "CHECKOUT_PROBLEM_NOT_DELIVERED")
        self.assertEqual(problems[self.market.skus[0]], "CHECKOUT_PROBLEM_UNSPECIFIED")
        self.assertFalse(quote["canPlace"])
        refused = await self.place("nowhere", items, int(quote["total"]["minorUnits"]))
        self.assert_problem(refused, 409, "NOT_DELIVERED")
        self.assertEqual(refused.json()["metadata"]["sku_id"], sku)
        self.assertTrue(refused.json()["metadata"]["product_name"].startswith("Teapot"))
        said = await self.client.get(f"/v1/freight:estimate?skuId={sku}&regionCode=540000")
        self.assertFalse(shop.need("estimate", said)["delivered"])
        await self.assert_healthy()

    async def test_one_parcel_has_one_first_fee(self):
        template = await self.template()
        _, heavy = await self.article(template["id"], 700)
        # Beside it an article of the platform's freight: 8.00 a parcel, free from 99.00 on.
        items = [{"skuId": heavy, "quantity": 1}, {"skuId": self.market.skus[0], "quantity": 1}]
        quote = await self.preview("elsewhere", items)
        self.assertEqual(quote["freightTotal"], money(1000))

    async def test_the_platform_s_template_holds_at_once_and_is_given_back(self):
        items = [{"skuId": self.market.skus[1], "quantity": 1}]
        self.assertEqual((await self.preview("near", items))["freightTotal"], money(800))
        terms = {"basis": "FREIGHT_BASIS_PIECES", "elsewhere": fees(1, 777, 1, 111)}
        boss = self.market.admin.token
        said = await self.client.request("PUT", "/v1/admin/freight-template", json={"terms": terms}, token=boss)
        written = shop.need("set", said)["freightTemplate"]
        self.assertEqual((await self.preview("near", items))["freightTotal"], money(777))
        again = await self.client.request("PUT", "/v1/admin/freight-template", json={"terms": terms}, token=boss)
        self.assert_problem(again, 412, "ETAG_MISMATCH")
        shop.need("reset", await self.client.request("DELETE", "/v1/admin/freight-template", token=boss))
        self.assertEqual((await self.preview("near", items))["freightTotal"], money(800))
        self.assertEqual(written["id"], "0")

    async def test_a_template_that_products_use_stays_and_terms_can_be_tried(self):
        template = await self.template()
        await self.article(template["id"], 700)
        path = f"/v1/shop/freight-templates/{template['id']}"
        refused = await self.client.request("DELETE", path, token=self.owner.token)
        self.assert_problem(refused, 409, "FREIGHT_TEMPLATE_IN_USE")
        twice = {"name": "Twice", "terms": TERMS | {"notDelivered": ["65"]}}
        self.assert_problem(
            await self.client.post("/v1/shop/freight-templates", twice, token=self.owner.token), 400, "INVALID_FIELD"
        )
        trial = {"terms": TERMS, "regionCode": "650100", "pieces": "2", "weightGrams": "501", "goods": money(100)}
        tried = shop.need("try", await self.client.post("/v1/freight:try", trial, token=self.owner.token))
        self.assertEqual(tried["freight"], money(2500 + 1250 + 666))


if __name__ == "__main__":
    unittest.main()
