# SPDX-License-Identifier: Apache-2.0
"""Shops that close, for a time and for good, and what that means for who sells, buys and leaves."""

import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

NOT_FOR_SALE = {"CHECKOUT_PROBLEM_SHOP_CLOSED", "CHECKOUT_PROBLEM_OFF_SHELF"}
REFUSALS = {"SHOP_CLOSED", "SKU_OFF_SHELF"}


@in_both_shapes
class Shops(PlatformCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.boss = self.market.admin
        self.seller = await shop.seller(self.client, self.boss)
        self.product, (self.sku,) = await shop.product(
            self.client, self.seller, self.boss, self.market.category_id, stock=50
        )
        self.buyer = await shop.customer(self.client)

    async def as_admin(self, method, path, body=None):
        json = None if method == "DELETE" else body or {}
        return await self.client.request(method, f"/v1/admin/{path}", json=json, token=self.boss.token)

    async def managed(self):
        """The seller's shop as administrators see it."""
        return await shop.managed_shop(self.client, self.boss, self.seller.shop_id)

    async def preview(self):
        body = {"items": shop.lines(self.sku), "addressId": self.buyer.address_id}
        said = shop.need("preview", await self.client.post("/v1/checkout:preview", body, token=self.buyer.token))
        return said["quote"]

    async def is_for_sale(self):
        """The same wherever somebody could come across it."""
        listed = shop.need("list", await self.client.get(f"/v1/products?shopId={self.seller.shop_id}"))
        return (
            (await self.client.get(f"/v1/shops/{self.seller.shop_id}")).status,
            (await self.client.get(f"/v1/products/{self.product}")).status,
            len(listed["products"]),
            (await self.preview())["canPlace"],
        )

    async def assert_closed(self, total):
        await shop.eventually(self.is_for_sale, (404, 404, 0, False))
        line = (await self.preview())["shops"][0]["lines"][0]
        self.assertIn(line["problem"], NOT_FOR_SALE)
        refused = await shop.place(self.client, self.buyer, shop.lines(self.sku), total)
        self.assert_problem(refused, 409)
        self.assertIn(refused.reason, REFUSALS)
        cart = shop.need("cart", await self.client.get("/v1/cart", token=self.buyer.token))["cart"]
        (line,) = cart["shops"][0]["lines"]
        self.assertFalse(line["buyable"])
        self.assertIn("LINE_PROBLEM_OFF_SHELF", line["problems"])
        item = {"skuId": self.sku, "quantity": 1}
        self.assert_problem(await self.client.post("/v1/cart/items", item, token=self.buyer.token), 409)

    async def assert_open(self):
        await shop.eventually(self.is_for_sale, (200, 200, 1, True))
        return await shop.bought(self.client, self.buyer, shop.lines(self.sku))

    async def fill_cart(self):
        item = {"skuId": self.sku, "quantity": 1}
        shop.need("cart", await self.client.post("/v1/cart/items", item, token=self.buyer.token))
        return (await self.preview())["total"]

    async def test_nothing_of_a_frozen_seller_can_be_bought(self):
        total = await self.fill_cart()
        path = f"users/{self.seller.id}"
        shop.need("freeze", await self.as_admin("POST", f"{path}:freeze", {"reason": "Complaints."}))
        await self.assert_closed(total)
        self.assertEqual((await self.managed())["suspensions"], ["SHOP_SUSPENSION_OWNER_FROZEN"])
        shop.need("unfreeze", await self.as_admin("POST", f"{path}:unfreeze"))
        await self.assert_open()
        await self.assert_healthy()

    async def test_an_administrator_closes_a_shop_and_reopens_it(self):
        total = await self.fill_cart()
        before = (await self.managed())["etag"]
        path = f"shops/{self.seller.shop_id}"
        said = shop.need("close", await self.as_admin("POST", f"{path}:close", {"etag": before, "reason": "No."}))
        await self.assert_closed(total)
        mine = shop.need("mine", await self.client.get("/v1/users/me/shop", token=self.seller.token))["shop"]
        self.assertEqual((mine["status"], mine["closeReason"]), ("SHOP_STATUS_SUSPENDED", "No."))
        for stale in (
            await self.as_admin("POST", f"{path}:reopen", {"etag": before}),
            await self.as_admin("POST", f"{path}:close", {"etag": before, "reason": "Again.", "forGood": True}),
        ):
            self.assert_problem(stale, 412, "ETAG_MISMATCH")
        # The end of a freeze does not reopen it.
        account = f"users/{self.seller.id}"
        shop.need("freeze", await self.as_admin("POST", f"{account}:freeze", {"reason": "Complaints."}))
        shop.need("unfreeze", await self.as_admin("POST", f"{account}:unfreeze"))
        self.assertEqual((await self.managed())["suspensions"], ["SHOP_SUSPENSION_ADMINISTRATOR"])
        self.assertNotEqual(said["shop"]["etag"], (await self.managed())["etag"])
        shop.need("reopen", await self.as_admin("POST", f"{path}:reopen", {"etag": (await self.managed())["etag"]}))
        await self.assert_open()
        await self.assert_healthy()

    async def test_an_application_is_approved_as_it_was_read(self):
        applicant = await shop.customer(self.client)
        application = {
            "name": shop.unique("Shop"),
            "province": "浙江省",
            "city": "杭州市",
            "contactName": "Han Meimei",
            "contactPhone": "0571 1234567",
        }
        said = await self.client.post("/v1/users/me/shop", application, token=applicant.token)
        read = shop.need("apply", said)["shop"]
        edit = {"description": "Buy at evil.example"}
        edited = await self.client.request("PATCH", "/v1/users/me/shop", json=edit, token=applicant.token)
        edited = shop.need("edit", edited)["shop"]
        path = f"shops/{read['shop']['id']}"
        for stale in ({}, {"etag": read["etag"]}):
            self.assert_problem(await self.as_admin("POST", f"{path}:approve", stale), 412, "ETAG_MISMATCH")
            refused = await self.as_admin("POST", f"{path}:reject", {"reason": "No.", **stale})
            self.assert_problem(refused, 412, "ETAG_MISMATCH")
        shop.need("approve", await self.as_admin("POST", f"{path}:approve", {"etag": edited["etag"]}))

    async def test_an_account_with_open_orders_stays(self):
        placed = await shop.bought(self.client, self.buyer, shop.lines(self.sku))
        number = placed["orders"][0]["orderNo"]
        shop.need("pay", await shop.pay(self.client, self.buyer, placed["payment"]["id"]))
        await shop.order_becomes(self.client, self.buyer, number, "PAID")
        await shop.bought(self.client, self.buyer, shop.lines(self.sku))  # is never paid

        password = {"password": shop.PASSWORD}

        async def leave(account):
            return await self.client.request("DELETE", "/v1/users/me", json=password, token=account.token)

        async def refused():
            for reply in (await leave(self.seller), await self.as_admin("DELETE", f"users/{self.seller.id}")):
                self.assert_problem(reply, 409, "SHOP_HAS_ORDERS")
                self.assertIn("2", reply.json()["detail"])
            for reply in (await leave(self.buyer), await self.as_admin("DELETE", f"users/{self.buyer.id}")):
                self.assert_problem(reply, 409, "ORDERS_OPEN")
                self.assertIn("1", reply.json()["detail"])

        await refused()
        parcel = {"carrier": "SF Express", "trackingNo": "SF100200300"}
        ship = await self.client.post(f"/v1/shop/orders/{number}:ship", parcel, token=self.seller.token)
        shop.need("ship", ship)
        await refused()
        shop.need("receipt", await self.client.post(f"/v1/orders/{number}:confirmReceipt", token=self.buyer.token))
        shop.need("leave", await leave(self.buyer))
        await self.assert_healthy()

    async def test_a_shop_without_orders_closes_with_its_account(self):
        body = {"password": shop.PASSWORD}
        gone = await self.client.request("DELETE", "/v1/users/me", json=body, token=self.seller.token)
        shop.need("leave", gone)
        await shop.eventually(self.is_for_sale, (404, 404, 0, False))
        self.assertEqual((await self.managed())["status"], "SHOP_STATUS_CLOSED")
        await self.assert_healthy()

    async def test_nobody_buys_in_the_own_shop(self):
        address = await self.client.post("/v1/users/me/addresses", shop.ADDRESS, token=self.seller.token)
        self.seller.address_id = shop.need("address", address)["address"]["id"]
        total = (await self.preview())["total"]
        body = {"items": shop.lines(self.sku), "addressId": self.seller.address_id}
        said = shop.need("preview", await self.client.post("/v1/checkout:preview", body, token=self.seller.token))
        self.assertEqual(said["quote"]["shops"][0]["lines"][0]["problem"], "CHECKOUT_PROBLEM_OWN_GOODS")
        self.assertFalse(said["quote"]["canPlace"])
        refused = await shop.place(self.client, self.seller, shop.lines(self.sku), total)
        self.assert_problem(refused, 409, "OWN_GOODS")
        self.assertEqual(await self.market.stock(self.sku), (50, 50, 0))


if __name__ == "__main__":
    unittest.main()
