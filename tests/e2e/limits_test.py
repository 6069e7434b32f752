# SPDX-License-Identifier: Apache-2.0
"""Limits of buying: currencies, amounts, quantities, unpaid orders, and what nobody sees of goods that are not on sale."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

LARGEST = 10_000_000_000


@in_both_shapes
class Limits(PlatformCase):
    settings = {"order": {"unpaid_max": 3}}

    def money(self, minor, currency="CNY"):
        return {"currencyCode": currency, "minorUnits": str(minor)}

    async def draft(self, price):
        body = {
            "name": shop.unique("Secret"),
            "categoryId": self.market.category_id,
            "skus": [{"price": price, "initialStock": "10"}],
        }
        return await self.client.post("/v1/products", body, token=self.market.sellers[0].token)

    async def test_prices_are_in_the_currencies_of_the_platform(self):
        for currency in ("ZZZ", "USD"):
            refused = await self.draft(self.money(3000, currency))
            self.assert_problem(refused, 400, "PRICE_INVALID")
        shop.need("CNY", await self.draft(self.money(3000)))

    async def test_a_price_has_the_bound_of_a_checkout(self):
        self.assert_problem(await self.draft(self.money(LARGEST + 1)), 400, "INVALID_FIELD")
        _, (sku,) = await self.market.product(self.client, price=LARGEST - 100_000)
        buyer = await shop.customer(self.client)
        one = await shop.quote(self.client, buyer, shop.lines(sku))
        self.assertEqual(one["goodsTotal"], self.money(LARGEST - 100_000))
        shop.need("one", await shop.place(self.client, buyer, shop.lines(sku), one["total"]))
        body = {"addressId": buyer.address_id, "items": shop.lines(sku, quantity=2)}
        preview = await self.client.post("/v1/checkout:preview", body, token=buyer.token)
        self.assert_problem(preview, 400, "AMOUNT_OUT_OF_RANGE")
        placed = await shop.place(self.client, buyer, shop.lines(sku, quantity=2), one["total"])
        self.assert_problem(placed, 400, "AMOUNT_OUT_OF_RANGE")

    async def test_items_of_one_sku_keep_the_limit_together(self):
        _, (sku,) = await self.market.product(self.client, stock=5000, price=100)
        buyer = await shop.customer(self.client)
        items = shop.lines(sku, sku, quantity=999)
        body = {"addressId": buyer.address_id, "items": items}
        preview = await self.client.post("/v1/checkout:preview", body, token=buyer.token)
        placed = await shop.place(self.client, buyer, items, self.money(199_800))
        for refused in (preview, placed):
            self.assert_problem(refused, 400, "INVALID_FIELD")
            self.assertEqual([each["field"] for each in refused.json()["errors"]], ["items[1].quantity"])

    async def test_nothing_is_told_of_a_draft(self):
        made = shop.need("draft", await self.draft(self.money(7700)))["product"]
        sku = made["skus"][0]["id"]
        buyer = await shop.customer(self.client)
        quote = await shop.quote(self.client, buyer, shop.lines(sku))
        self.assertFalse(quote.get("canPlace", False))
        shown = quote["shops"][0]["lines"][0]
        self.assertEqual((shown["skuId"], shown["problem"]), (sku, "CHECKOUT_PROBLEM_OFF_SHELF"))
        for reply in (str(quote), (await self.client.get(f"/v1/freight:estimate?skuId={sku}")).body.decode()):
            self.assertNotIn(made["name"], reply)
            self.assertNotIn("7700", reply)
        self.assert_problem(await self.client.get(f"/v1/freight:estimate?skuId={sku}"), 409, "SKU_OFF_SHELF")
        added = await self.client.post("/v1/cart/items", {"skuId": sku, "quantity": 1}, token=buyer.token)
        self.assert_problem(added, 409, "SKU_OFF_SHELF")

    async def test_an_account_has_only_so_many_unpaid_checkouts(self):
        _, (sku,) = await self.market.product(self.client, stock=50)
        buyer = await shop.customer(self.client)
        items = shop.lines(sku)
        total = (await shop.quote(self.client, buyer, items))["total"]
        replies = await asyncio.gather(*(shop.place(self.client, buyer, items, total) for _ in range(10)))
        refused = [reply for reply in replies if reply.status != 200]
        self.assertEqual(len(refused), 7, replies)
        for reply in refused:
            self.assert_problem(reply, 409, "TOO_MANY_UNPAID")
        await shop.eventually(lambda: self.market.stock(sku), (50, 47, 3))
        kept = next(reply for reply in replies if reply.status == 200).json()
        shop.need("pay", await shop.pay(self.client, buyer, kept["payment"]["id"]))
        await shop.order_becomes(self.client, buyer, kept["orders"][0]["orderNo"], "PAID")
        shop.need("next", await shop.place(self.client, buyer, items, total))
        await self.assert_healthy()

    async def test_a_refused_checkout_gives_the_cart_back(self):
        _, (sku,) = await self.market.product(self.client, stock=5)
        buyer = await shop.customer(self.client)
        line = {"skuId": sku, "quantity": 2}
        shop.need("cart", await self.client.post("/v1/cart/items", line, token=buyer.token))
        self.assert_problem(await shop.place(self.client, buyer, None, self.money(1)), 409, "PRICE_CHANGED")
        cart = shop.need("cart", await self.client.get("/v1/cart", token=buyer.token))["cart"]
        self.assertEqual([(each["skuId"], each["quantity"]) for each in cart["shops"][0]["lines"]], [(sku, 2)])
        self.assertEqual(cart["totals"], [cart["total"]])
        shop.need("checkout", await shop.place(self.client, buyer, None))
        cart = shop.need("cart", await self.client.get("/v1/cart", token=buyer.token))["cart"]
        self.assertEqual(cart.get("shops", []), [])
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
