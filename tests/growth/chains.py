# SPDX-License-Identifier: Apache-2.0
"""What people do over a million rows: each chain is done ten times in a row. A function more in CHAINS adds one."""

from tests.support import market

_FORM = {"province": "浙江省", "city": "杭州市", "contactName": "Han Meimei", "contactPhone": "0571 1234567"}
_CARD = {"number": "4111111111111111", "holder": "LI LEI", "expiryMonth": 12, "expiryYear": 2099}


async def people(client, servers, facts):
    """Those of the data, signed in: their passwords are those of an account that registers first."""
    model = await market.register(client)
    signed_in = {}
    for name in ("admin", "heavy_buyer", "buyer", "heavy_seller", "seller"):
        email = servers.sql(
            f"""
            UPDATE user_service.users
            SET password_hash = (SELECT password_hash FROM user_service.users WHERE id = {model.id})
            WHERE id = {facts[name + "_id"]}
            RETURNING email
            """
        )[0][0]
        signed_in[name] = await market.sign_in(client, market.Account(email))
    for name in ("heavy_buyer", "buyer"):
        said = market.need(
            "address",
            await client.post("/v1/users/me/addresses", market.ADDRESS, token=signed_in[name].token),
        )
        signed_in[name].address_id = said["address"]["id"]
    return signed_in


async def _do(client, who, method, path, json=None):
    return market.need(path, await client.request(method, path, json=json, token=who.token, key=market.unique("key")))


async def _bought(client, buyer, facts):
    """From the cart to PAID: the orders of the heavy shop's and of another shop's goods."""
    for sku in (facts["heavy_sku_id"], facts["sku_id"]):
        await _do(client, buyer, "POST", "/v1/cart/items", {"skuId": sku, "quantity": 1})
    said = market.need("preview", await client.post("/v1/checkout:preview", {"addressId": buyer.address_id}, token=buyer.token))
    placed = await _do(client, buyer, "POST", "/v1/checkout", market.checkout_body(buyer, said["quote"]["total"]))
    cashier = await market.open_cashier(client, buyer, placed["payment"]["id"])
    market.need("cashier", await client.post(cashier, {"action": "pay"}))
    orders = {int(order["shopId"]): order["orderNo"] for order in placed["orders"]}
    for number in orders.values():
        await market.order_becomes(client, buyer, number, "PAID")
    return orders


async def buy(client, who, facts):
    """buying, from the cart to the receipt"""
    orders = await _bought(client, who["buyer"], facts)
    number = orders[who["heavy_seller"].shop_id]
    market.need("ship", await market.ship(client, who["heavy_seller"], number))
    await _do(client, who["buyer"], "POST", f"/v1/orders/{number}:confirmReceipt", {})


async def pay_back(client, who, facts):
    """orders paid back by the seller, the buyer and the administrator"""
    declined = await _bought(client, who["heavy_buyer"], facts)
    numbers = list(declined.values())
    market.need("decline", await market.decline(client, who["heavy_seller"], declined[who["heavy_seller"].shop_id]))
    market.need("refund", await market.refund(client, who["admin"], declined[who["seller"].shop_id]))
    cancelled = await _bought(client, who["heavy_buyer"], facts)
    for number in cancelled.values():
        market.need("cancel", await market.cancel(client, who["heavy_buyer"], number))
    for number in [*numbers, *cancelled.values()]:
        await market.order_becomes(client, who["heavy_buyer"], number, "REFUNDED")


async def give_up(client, who, facts):
    """an unpaid order that is changed and cancelled"""
    buyer = who["heavy_buyer"]
    placed = await market.bought(client, buyer, market.lines(facts["heavy_sku_id"]))
    number = placed["orders"][0]["orderNo"]
    await _do(client, buyer, "PATCH", f"/v1/orders/{number}", {"note": "Ring twice."})
    market.need("cancel", await market.cancel(client, buyer, number))
    await market.payment_becomes(client, buyer, placed["payment"]["id"], "CLOSED")


async def live(client, who, facts):
    """an account, from registering to its end"""
    person = await market.customer(client)
    await _do(client, person, "POST", "/v1/users/me/bank-cards", _CARD)
    await _do(client, person, "PATCH", "/v1/users/me", {"nickname": "Somebody"})
    await _do(client, person, "POST", "/v1/users/me/email:sendConfirmation", {})
    await _do(client, person, "POST", "/v1/users:requestPasswordReset", {"email": person.email})
    change = {"password": market.PASSWORD, "email": market.unique("other") + "@test.example"}
    await _do(client, person, "PUT", "/v1/users/me/email", change)
    choice = {"kind": "NOTIFICATION_KIND_PARCELS", "byMail": False}
    await _do(client, person, "PUT", "/v1/notifications/mail-choices", choice)
    said = await _do(client, person, "POST", "/v1/auth/refresh", {"refreshToken": person.refresh_token})
    person.token = said["accessToken"]
    await _do(client, person, "POST", "/v1/cart/items", {"skuId": facts["sku_id"], "quantity": 1})
    await _do(client, person, "PATCH", f"/v1/cart/items/{facts['sku_id']}", {"quantity": 2})
    await _do(client, who["admin"], "POST", f"/v1/admin/users/{person.id}:freeze", {"reason": "A test"})
    await _do(client, who["admin"], "POST", f"/v1/admin/users/{person.id}:unfreeze", {})
    await market.sign_in(client, person)
    await _do(client, person, "DELETE", "/v1/users/me", {"password": market.PASSWORD})


async def sell(client, who, facts):
    """a shop, from the application over its goods to its end"""
    owner = await market.seller(client, who["admin"])
    product, skus = await market.product(client, owner, who["admin"], facts["category_id"])
    await _do(client, owner, "POST", f"/v1/skus/{skus[0]}:adjustStock", {"delta": "5", "reason": "Counted"})
    await _do(client, owner, "POST", f"/v1/products/{product}:takeOffShelf", {})
    await _do(client, owner, "PATCH", f"/v1/products/{product}", {"subtitle": "Also cold."})
    await _do(client, owner, "DELETE", f"/v1/products/{product}")
    await _do(client, owner, "PATCH", "/v1/users/me/shop", {"name": market.unique("Other")})
    path = f"/v1/admin/shops/{owner.shop_id}"
    etag = (await market.managed_shop(client, who["admin"], owner.shop_id))["etag"]
    await _do(client, who["admin"], "POST", f"{path}:close", {"etag": etag, "reason": "A test", "forGood": True})


CHAINS = [buy, pay_back, give_up, live, sell]
