# SPDX-License-Identifier: Apache-2.0
"""A shopper buys, from registering to receipt: as one program, and as one process for each service."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes


@in_both_shapes
class Buying(PlatformCase):
    async def test_a_guest_becomes_a_customer_and_buys(self):
        client, market = self.client, self.market
        listed = shop.need("list", await client.get(f"/v1/products?categoryId={market.category_id}"))
        self.assertLessEqual(set(market.products), {item["id"] for item in listed["products"]})
        detail = shop.need("detail", await client.get(f"/v1/products/{market.products[0]}"))["product"]
        sku = detail["skus"][0]["id"]
        added = await client.post("/v1/cart/items", {"skuId": sku, "quantity": 2})
        guest = {"X-Guest-Token": shop.need("guest's cart", added)["cart"]["guestToken"]}

        buyer = await shop.sign_in(client, await shop.register(client), headers=guest)
        said = shop.need("address", await client.post("/v1/users/me/addresses", shop.ADDRESS, token=buyer.token))
        buyer.address_id = said["address"]["id"]
        cart = shop.need("cart", await client.get("/v1/cart", token=buyer.token, headers=guest))["cart"]
        self.assertEqual([(line["skuId"], line["quantity"]) for line in cart["shops"][0]["lines"]], [(sku, 2)])

        quote = await shop.quote(client, buyer)
        self.assertEqual(quote["total"]["currencyCode"], "CNY")
        body = shop.checkout_body(buyer, quote["total"])
        placed = shop.need("checkout", await client.post("/v1/checkout", body, token=buyer.token, key=shop.unique("k")))
        self.assertEqual(len(placed["orders"]), 1)
        number, payment = placed["orders"][0]["orderNo"], placed["payment"]["id"]
        self.assertEqual(placed["payment"]["amount"], quote["total"])
        cart = shop.need("cart", await client.get("/v1/cart", token=buyer.token))["cart"]
        self.assertEqual(cart.get("shops", []), [])

        shop.need("cashier", await shop.pay(client, buyer, payment))
        await shop.order_becomes(client, buyer, number, "PAID")
        seller = market.sellers[0]
        parcel = {"carrier": "SF Express", "trackingNo": "SF100200300"}
        shop.need("ship", await client.post(f"/v1/shop/orders/{number}:ship", parcel, token=seller.token))
        shop.need("receipt", await client.post(f"/v1/orders/{number}:confirmReceipt", token=buyer.token))
        await shop.order_becomes(client, buyer, number, "COMPLETED")
        await self.assert_healthy()

    async def test_a_declined_payment_can_be_tried_again(self):
        client = self.client
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(self.market.skus[0]))
        payment = placed["payment"]["id"]
        cashier = await shop.open_cashier(client, buyer, payment)
        shop.need("decline", await client.post(cashier, {"action": "decline"}))

        async def declined():
            said = shop.need("payment", await client.get(f"/v1/payments/{payment}", token=buyer.token))
            return said["payment"]["declinedAttempts"]

        await shop.eventually(declined, 1)
        shop.need("cashier", await shop.pay(client, buyer, payment))
        await shop.order_becomes(client, buyer, placed["orders"][0]["orderNo"], "PAID")
        await self.assert_healthy()

    async def test_a_payment_can_be_watched_until_it_is_over(self):
        client = self.client
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(self.market.skus[0]))
        payment = placed["payment"]["id"]
        events = asyncio.ensure_future(client.get(f"/v1/payments/{payment}:watch", token=buyer.token))
        shop.need("cashier", await shop.pay(client, buyer, payment))
        watched = await events
        self.assertEqual(watched.status, 200, watched)
        self.assertTrue(watched.headers["content-type"].startswith("text/event-stream"), watched.headers)
        told = [line for line in watched.body.decode().splitlines() if line.startswith("data:")]
        self.assertIn("PAYMENT_STATUS_SUCCEEDED", told[-1])
        await self.assert_healthy()

    async def test_a_cancelled_order_gives_its_stock_back(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=5)
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(sku, quantity=2))
        self.assertEqual(await self.market.stock(sku), (5, 3, 2))
        number = placed["orders"][0]["orderNo"]
        cancelled = await client.post(f"/v1/orders/{number}:cancel", {"reason": "Too dear"}, token=buyer.token)
        shop.need("cancel", cancelled)
        await shop.eventually(lambda: self.market.stock(sku), (5, 5, 0))
        await shop.payment_becomes(client, buyer, placed["payment"]["id"], "CLOSED")
        late = await client.post(
            f"/v1/payments/{placed['payment']['id']}:pay", token=buyer.token, key=shop.unique("late")
        )
        self.assert_problem(late, 409)
        await self.assert_healthy()

    async def test_a_picture_may_be_as_large_as_the_contract_says(self):
        seller = self.market.sellers[0]

        async def upload(client, side):
            picture = shop.png(side, packed=False)
            headers = {"Content-Type": "image/png"}
            return await client.request("POST", "/v1/pictures", body=picture, token=seller.token, headers=headers)

        kept = await upload(self.client, 2_160)
        shown = await self.client.get(shop.need("picture", kept)["picture"]["url"])
        self.assertEqual((shown.status, shown.headers["content-type"]), (200, "image/webp"))
        for door in (self.client, self.new_client(self.platform.ports["product"])):
            for side in (2_300, 2_600):
                refused = await upload(door, side)
                self.assert_problem(refused, 413, "BODY_TOO_LARGE")
        await self.assert_healthy()

    async def test_one_checkout_makes_an_order_for_each_shop(self):
        client = self.client
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(*self.market.skus))
        self.assertEqual(
            sorted(int(order["shopId"]) for order in placed["orders"]),
            sorted(seller.shop_id for seller in self.market.sellers),
        )
        total = sum(int(order["total"]["minorUnits"]) for order in placed["orders"])
        self.assertEqual(int(placed["payment"]["amount"]["minorUnits"]), total)
        shop.need("cashier", await shop.pay(client, buyer, placed["payment"]["id"]))
        for order in placed["orders"]:
            await shop.order_becomes(client, buyer, order["orderNo"], "PAID")
        await self.assert_healthy()

    async def test_a_changed_price_is_told_before_buying(self):
        client = self.client
        buyer = await shop.customer(client)
        wrong = {"currencyCode": "CNY", "minorUnits": "1"}
        reply = await shop.place(client, buyer, shop.lines(self.market.skus[0]), total=wrong)
        self.assert_problem(reply, 409, "PRICE_CHANGED")

    async def test_logging_out_kills_the_token_on_every_port_at_once(self):
        client = self.client
        buyer = await shop.customer(client)
        routes = {"user": "/v1/users/me", "cart": "/v1/cart", "order": "/v1/orders", "auth": "/v1/auth/sessions"}
        direct = {name: self.new_client(self.platform.ports[name]) for name in routes}
        for name, path in routes.items():
            shop.need(name, await direct[name].get(path, token=buyer.token))
        shop.need("logout", await client.post("/v1/auth/logout", token=buyer.token))
        for name, path in routes.items():
            self.assert_problem(await direct[name].get(path, token=buyer.token), 401)
            self.assert_problem(await client.get(path, token=buyer.token), 401)
        again = await client.post("/v1/auth/refresh", {"refreshToken": buyer.refresh_token})
        self.assert_problem(again, 401)

    async def test_a_lost_refresh_comes_again_and_later_reuse_ends_the_session(self):
        client = self.client
        buyer = await shop.customer(client)
        first = buyer.refresh_token
        said = shop.need("refresh", await client.post("/v1/auth/refresh", {"refreshToken": first}))
        self.assertNotEqual(said["refreshToken"], first)
        shop.need("me", await client.get("/v1/users/me", token=said["accessToken"]))
        again = shop.need("again", await client.post("/v1/auth/refresh", {"refreshToken": first}))
        self.assertEqual(again["refreshToken"], said["refreshToken"])
        latest = shop.need("next", await client.post("/v1/auth/refresh", {"refreshToken": said["refreshToken"]}))
        self.assert_problem(await client.post("/v1/auth/refresh", {"refreshToken": first}), 401)
        self.assert_problem(await client.post("/v1/auth/refresh", {"refreshToken": latest["refreshToken"]}), 401)
        self.assert_problem(await client.get("/v1/users/me", token=latest["accessToken"]), 401)

    async def test_one_key_fifty_times_at_once_is_one_checkout_and_one_payment(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=100)
        buyer = await shop.customer(client)
        items = shop.lines(sku)
        total = (await shop.quote(client, buyer, items))["total"]
        key = shop.unique("fifty")
        replies = await asyncio.gather(*(shop.place(client, buyer, items, total, key) for _ in range(50)))
        self.assertEqual({reply.status for reply in replies}, {200}, replies)
        self.assertEqual(len({reply.body for reply in replies}), 1)
        fresh = [reply for reply in replies if reply.headers.get("idempotent-replayed") != "true"]
        self.assertEqual(len(fresh), 1)
        self.assertEqual(await self.market.stock(sku), (100, 99, 1))

        payment = replies[0].json()["payment"]["id"]
        pay_key = shop.unique("pay")
        replies = await asyncio.gather(
            *(client.post(f"/v1/payments/{payment}:pay", token=buyer.token, key=pay_key) for _ in range(50))
        )
        self.assertEqual({reply.status for reply in replies}, {200}, replies)
        self.assertEqual(len({reply.body for reply in replies}), 1)

        other = await shop.place(client, buyer, shop.lines(sku, quantity=2), total, key)
        self.assert_problem(other, 422, "IDEMPOTENCY_KEY_REUSED")
        await self.assert_healthy()


@in_both_shapes
class Deadlines(PlatformCase):
    settings = {"checkout": {"payment_window": "700ms"}}

    async def test_an_unpaid_order_is_cancelled_and_its_stock_comes_back(self):
        client = self.client
        _, (sku,) = await self.market.product(client, stock=3)
        buyer = await shop.customer(client)
        placed = await shop.bought(client, buyer, shop.lines(sku, quantity=3))
        await shop.order_becomes(client, buyer, placed["orders"][0]["orderNo"], "CANCELLED")
        await shop.payment_becomes(client, buyer, placed["payment"]["id"], "CLOSED")
        await shop.eventually(lambda: self.market.stock(sku), (3, 3, 0))
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
