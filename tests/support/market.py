# SPDX-License-Identifier: Apache-2.0
"""Accounts, shops and goods, made through the API as people would make them."""

import asyncio
import itertools
import struct
import time
import uuid
import zlib

PASSWORD = "a-Good-pass-2026"
ADDRESS = {
    "recipient": "Li Lei",
    "phone": "+86 139 0000 0000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "street": "1 Wensan Road",
}
ROLE_BITS = {"customer": 2, "seller": 4, "admin": 8}

_names = itertools.count(1)
_run = uuid.uuid4().hex[:8]


def unique(prefix):
    return f"{prefix}-{_run}-{next(_names)}"


class Refused(AssertionError):
    def __init__(self, what, reply):
        super().__init__(f"{what}: {reply!r}")
        self.reply = reply


def need(what, reply, status=200):
    if reply.status != status:
        raise Refused(what, reply)
    return reply.json()


class Account:
    def __init__(self, email):
        self.email = email
        self.id = 0
        self.token = ""
        self.refresh_token = ""
        self.session_id = ""
        self.address_id = ""
        self.shop_id = 0


async def register(client):
    account = Account(unique("person") + "@test.example")
    body = {"email": account.email, "password": PASSWORD, "confirmPassword": PASSWORD, "nickname": "Tester"}
    account.id = int(need("register", await client.post("/v1/users", body))["user"]["id"])
    return account


async def sign_in(client, account, headers=None):
    said = need(
        "login",
        await client.post("/v1/auth/login", {"account": account.email, "password": PASSWORD}, headers=headers),
    )
    account.id = int(said["user"]["id"])
    account.token = said["accessToken"]
    account.refresh_token = said["refreshToken"]
    account.session_id = said["sessionId"]
    account.shop_id = int(said["user"]["shopId"])
    return account


async def customer(client):
    account = await sign_in(client, await register(client))
    said = need("address", await client.post("/v1/users/me/addresses", ADDRESS, token=account.token))
    account.address_id = said["address"]["id"]
    return account


async def admin(client, servers):
    account = await register(client)
    roles = ROLE_BITS["customer"] | ROLE_BITS["admin"]
    servers.sql(f"UPDATE user_service.users SET roles = {roles} WHERE id = {account.id}")
    return await sign_in(client, account)


async def seller(client, boss):
    account = await sign_in(client, await register(client))
    application = {
        "name": unique("Shop"),
        "province": "浙江省",
        "city": "杭州市",
        "contactName": "Han Meimei",
        "contactPhone": "0571 1234567",
    }
    said = need("apply", await client.post("/v1/users/me/shop", application, token=account.token))
    shop = said["shop"]["shop"]["id"]
    need("approve", await client.post(f"/v1/admin/shops/{shop}:approve", token=boss.token))
    return await sign_in(client, account)


async def managed_shop(client, boss, shop_id):
    """As administrators see it."""
    return need("shop", await client.get(f"/v1/admin/shops/{shop_id}", token=boss.token))["shop"]


async def category(client, boss):
    said = need("category", await client.post("/v1/categories", {"name": unique("Goods")}, token=boss.token))
    return said["category"]["id"]


def png(side=64, packed=True):
    """A picture, one grey square; not packed it has about as many bytes as pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * side) * side
    data = zlib.compress(rows, -1 if packed else 0)
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


async def product(client, owner, boss, category_id, stock=100, price=5000, skus=1):
    """On sale. (product id, its SKUs' ids)."""
    uploaded = await client.request(
        "POST", "/v1/pictures", body=png(), token=owner.token, headers={"Content-Type": "image/png"}
    )
    body = {
        "name": unique("Teapot"),
        "categoryId": category_id,
        "description": "It pours without dripping.",
        "pictures": [{"url": need("picture", uploaded)["picture"]["url"]}],
        "skus": [{"price": {"currencyCode": "CNY", "minorUnits": str(price)}, "initialStock": str(stock)}],
    }
    if skus > 1:
        values = [f"Colour {number}" for number in range(skus)]
        body["options"] = [{"name": "Colour", "values": values}]
        body["skus"] = [dict(body["skus"][0], optionValues=[value]) for value in values]
    made = need("product", await client.post("/v1/products", body, token=owner.token))["product"]
    need("submit", await client.post(f"/v1/products/{made['id']}:submit", token=owner.token))
    need("audit", await client.post(f"/v1/products/{made['id']}:audit", {"approve": True}, token=boss.token))
    return made["id"], [sku["id"] for sku in made["skus"]]


class Market:
    """An admin, two sellers with shops, a category, and a product of each shop on sale."""

    def __init__(self, platform):
        self.platform = platform
        self.admin = None
        self.sellers = []
        self.category_id = ""
        self.products = []
        self.skus = []  # one of each shop

    async def build(self, client):
        self.admin = await admin(client, self.platform.servers)
        self.category_id = await category(client, self.admin)
        for _ in range(2):
            self.sellers.append(await seller(client, self.admin))
            made, skus = await self.product(client, shop=len(self.sellers) - 1, stock=1000)
            self.products.append(made)
            self.skus.append(skus[0])
        return self

    async def product(self, client, shop=0, **options):
        return await product(client, self.sellers[shop], self.admin, self.category_id, **options)

    async def stock(self, sku_id):
        """(on hand, available, reserved)."""
        row = self.platform.servers.sql(
            f"SELECT on_hand, available, reserved FROM product_service.sku_stock WHERE sku_id = {sku_id}"
        )[0]
        return tuple(int(value) for value in row)

    def crowd(self, count):
        """Customers with addresses, straight into the tables: hashing passwords for hundreds takes long."""
        model = self.admin.id
        mark = unique("crowd")
        return [
            self._account(row)
            for row in self.platform.servers.sql(
                f"""
                WITH made AS (
                    INSERT INTO user_service.users (email, nickname, phone, password_hash, roles, shop_id, status,
                                                    status_reason, created_at, updated_at)
                    SELECT '{mark}-' || n || '@test.example', 'Crowd', '', password_hash, 2, 0, 'ACTIVE', '', created_at,
                           updated_at
                    FROM user_service.users, generate_series(1, {count}) n WHERE id = {model}
                    RETURNING id, email, created_at
                ), housed AS (
                    INSERT INTO user_service.addresses (user_id, recipient, phone, country_code, province, city,
                                                        district, street, postal_code, tag, is_default, created_at)
                    SELECT id, 'Li Lei', '13900000000', 'CN', '浙江省', '杭州市', '西湖区', '1 Wensan Road', '', '',
                           TRUE, created_at
                    FROM made RETURNING id, user_id
                )
                SELECT made.id, made.email, housed.id FROM made JOIN housed ON housed.user_id = made.id;
                """
            )
        ]

    @staticmethod
    def _account(row):
        account = Account(row[1])
        account.id, account.address_id = int(row[0]), row[2]
        return account

    async def signed_in_crowd(self, client, count):
        people = self.crowd(count)
        turn = asyncio.Semaphore(6)  # passwords wait in a short queue

        async def enter(account):
            async with turn:
                await sign_in(client, account)

        await asyncio.gather(*(enter(account) for account in people))
        return people


# ------------------------------------------------------------------------------------------- buying


def lines(*skus, quantity=1):
    return [{"skuId": sku, "quantity": quantity} for sku in skus]


async def quote(client, buyer, items=None):
    """A process that was restarted may not be reached again at once: it reads only, so it is asked until it answers."""
    body = {"addressId": buyer.address_id}
    if items:
        body["items"] = items
    return need(
        "preview", await insist(lambda: client.post("/v1/checkout:preview", body, token=buyer.token))
    )["quote"]


def checkout_body(buyer, total, items=None):
    body = {"addressId": buyer.address_id, "paymentMethod": "sandbox", "expectedTotal": total}
    if items:
        body["items"] = items
    return body


async def place(client, buyer, items, total=None, key=None):
    """The raw reply of a checkout."""
    total = total or (await quote(client, buyer, items))["total"]
    return await client.post(
        "/v1/checkout", checkout_body(buyer, total, items), token=buyer.token, key=key or unique("key")
    )


async def bought(client, buyer, items):
    return need("checkout", await place(client, buyer, items))


async def open_cashier(client, buyer, payment_id):
    """The path of the cashier."""
    said = need("pay", await client.post(f"/v1/payments/{payment_id}:pay", token=buyer.token, key=unique("pay")))
    return said["cashierUrl"].split(f":{client.port}", 1)[1]


async def pay(client, buyer, payment_id):
    cashier = await open_cashier(client, buyer, payment_id)
    return await client.post(cashier, {"action": "pay"})


async def paid_order(client, buyer, items):
    """Bought and paid: (the reply of the checkout, the cashier's path)."""
    placed = await bought(client, buyer, items)
    cashier = await open_cashier(client, buyer, placed["payment"]["id"])
    need("cashier", await client.post(cashier, {"action": "pay"}))
    for order in placed["orders"]:
        await order_becomes(client, buyer, order["orderNo"], "PAID")
    return placed, cashier


def cancel(client, buyer, number, reason="Changed my mind"):
    return client.post(f"/v1/orders/{number}:cancel", {"reason": reason}, token=buyer.token)


def decline(client, seller, number, reason="None left"):
    return client.post(f"/v1/shop/orders/{number}:decline", {"reason": reason}, token=seller.token)


def refund(client, boss, number, reason="The parcel was lost"):
    return client.post(f"/v1/admin/orders/{number}:refund", {"reason": reason}, token=boss.token)


def ship(client, seller, number):
    parcel = {"carrier": "SF Express", "trackingNo": "SF100200300"}
    return client.post(f"/v1/shop/orders/{number}:ship", parcel, token=seller.token)


async def order_of(client, buyer, number):
    return need("order", await client.get(f"/v1/orders/{number}", token=buyer.token))["order"]


async def eventually(probe, wanted, seconds=60):
    """Waits until `await probe()` gives what is wanted: a value, or a set of values."""
    wanted = wanted if isinstance(wanted, set) else {wanted}
    give_up = time.monotonic() + seconds
    while True:
        value = await probe()
        if value in wanted:
            return value
        if time.monotonic() > give_up:
            raise AssertionError(f"still {value!r} after {seconds} s, not {sorted(wanted, key=str)}")
        await asyncio.sleep(0.05)


async def order_becomes(client, buyer, number, status):
    async def probe():
        return (await order_of(client, buyer, number))["status"]

    wanted = status if isinstance(status, set) else {status}
    return await eventually(probe, {f"ORDER_STATUS_{name}" for name in wanted})


async def told(client, account, what, box="ACCOUNT", seconds=60):
    """The latest notification of this type, once it has come."""

    async def probe():
        reply = await client.get(f"/v1/notifications?box=BOX_{box}", token=account.token)
        listed = need("notifications", reply).get("notifications", [])
        return next((each for each in listed if each["type"] == what), None)

    give_up = time.monotonic() + seconds
    while True:
        found = await probe()
        if found:
            return found
        if time.monotonic() > give_up:
            raise AssertionError(f"nothing of {what} after {seconds} s")
        await asyncio.sleep(0.05)


async def payment_becomes(client, buyer, payment_id, status):
    async def probe():
        return need("payment", await client.get(f"/v1/payments/{payment_id}", token=buyer.token))["payment"]["status"]

    return await eventually(probe, f"PAYMENT_STATUS_{status}")


async def insist(send):
    """Sends the same request again while the answer is that it should come later; the first final reply."""
    while True:
        try:
            reply = await send()
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError):
            await asyncio.sleep(0.2)
            continue
        if reply.status not in (429, 503, 504) and "retry-after" not in reply.headers:
            return reply
        await asyncio.sleep(0.2)


async def outcome(client, buyer, placed):
    """What became of a checkout: (its orders' statuses, its payment's status), words without prefix."""
    orders = {
        (await order_of(client, buyer, order["orderNo"]))["status"].removeprefix("ORDER_STATUS_")
        for order in placed["orders"]
    }
    said = need("payment", await client.get(f"/v1/payments/{placed['payment']['id']}", token=buyer.token))
    return tuple(sorted(orders)), said["payment"]["status"].removeprefix("PAYMENT_STATUS_")
