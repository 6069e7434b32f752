# SPDX-License-Identifier: Apache-2.0
"""A person who did everything closes the account, and `ecommerce erasure-check` finds nothing of it anywhere."""

import asyncio
import pathlib
import re
import shutil
import stat
import tempfile
import unittest
import urllib.parse

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ADDRESS = "203.0.113.77"
AGENT = "Xiaolong-Browser/7.1 (device of one person)"
PERSON = {
    "nickname": "晓龙不吃香菜",
    "phone": "+86 137 5550 1234",
    "recipient": "欧阳晓龙",
    "street": "灵隐支路 88 号藏书楼 3 层",
    "second_street": "龙井路 17 号后门",
    "holder": "OUYANG XIAOLONG",
    "note": "请放在门口的蓝色箱子里，别按铃",
    "reason": "我记错了尺寸，给我姐姐的",
    "shop": "晓龙旧书铺",
    "description": "祖父留下的旧书，一本一本地整理",
    "contact": "欧阳老板",
    "contact_phone": "0571 8765 4321",
    "stock_reason": "欧阳自己数了一遍",
    "review": "欧阳晓龙亲测：壶嘴不漏水",
    "follow_up": "晓龙用了三个月，依旧不漏",
    "question": "晓龙想知道壶底有没有落款",
    "reply": "晓龙旧书铺感谢您的评价",
}
# What a file of needles says by itself; the guest's token is in no table and is added by hand.
KINDS = {"email", "name", "phone", "street", "network address", "device", "note", "reason", "shop", "logo", "review"}


class Person:
    """Everything that one can do under an own address and with an own device."""

    def __init__(self, client, market):
        self.client = client
        self.market = market
        self.account = None
        self.guest_token = ""

    async def call(self, method, path, json=None, headers=None, **options):
        fields = {"X-Forwarded-For": ADDRESS, "User-Agent": AGENT, **(headers or {})}
        token = self.account.token if self.account else None
        return await self.client.request(method, path, json=json, token=token, headers=fields, **options)

    async def need(self, method, path, json=None, **options):
        return shop.need(f"{method} {path}", await self.call(method, path, json, **options))

    async def visit_as_guest(self):
        said = await self.need("POST", "/v1/cart/items", {"skuId": self.market.skus[0], "quantity": 1}, key="guest-first")
        self.guest_token = said["cart"]["guestToken"]

    async def register(self):
        account = shop.Account(shop.unique("xiaolong") + "@person.example")
        body = {
            "email": account.email,
            "password": shop.PASSWORD,
            "confirmPassword": shop.PASSWORD,
            "nickname": PERSON["nickname"],
        }
        await self.need("POST", "/v1/users", body, key=f"register-{account.email}")
        wrong = {"account": account.email, "password": "not-the-right-one"}
        assert (await self.call("POST", "/v1/auth/login", wrong)).status == 401
        await self.sign_in(account, {"X-Guest-Token": self.guest_token})

    async def sign_in(self, account, headers=None):
        self.account = None
        credentials = {"account": account.email, "password": shop.PASSWORD}
        said = await self.need("POST", "/v1/auth/login", credentials, headers=headers)
        account.id, account.token = int(said["user"]["id"]), said["accessToken"]
        self.account = account

    async def settle_in(self):
        await self.need("PATCH", "/v1/users/me", {"phone": PERSON["phone"]})
        home = {**shop.ADDRESS, "recipient": PERSON["recipient"], "phone": PERSON["phone"], "street": PERSON["street"]}
        said = await self.need("POST", "/v1/users/me/addresses", home, key="home")
        self.account.address_id = said["address"]["id"]
        await self.need("POST", "/v1/users/me/addresses", {**home, "street": PERSON["second_street"]}, key="work")
        card = {
            "number": "4111111111111111",
            "holder": PERSON["holder"],
            "expiryMonth": 12,
            "expiryYear": 2099,
        }
        await self.need("POST", "/v1/users/me/bank-cards", card, key="card")

    async def buy(self, note=None):
        items = shop.lines(self.market.skus[0])
        total = (await shop.quote(self.client, self.account, items))["total"]
        body = shop.checkout_body(self.account, total, items)
        if note:
            body["notes"] = [{"shopId": str(self.market.sellers[0].shop_id), "note": note}]
        return await self.need("POST", "/v1/checkout", body, key=shop.unique(f"buy-{self.account.email}"))

    async def order(self):
        """One that was changed and cancelled with a reason, and one that was received."""
        placed = await self.buy()
        number = placed["orders"][0]["orderNo"]
        await self.need("PATCH", f"/v1/orders/{number}", {"note": PERSON["note"]})
        await self.need("POST", f"/v1/orders/{number}:cancel", {"reason": PERSON["reason"]}, key="never-mind")
        placed = await self.buy(PERSON["note"])
        await shop.pay(self.client, self.account, placed["payment"]["id"])
        await deliver(self.client, self.market.sellers[0], self.account, placed)

    async def review(self):
        """What was received, with a picture and a follow-up; and a question."""
        said = await self.need("POST", "/v1/pictures", body=shop.png(73), headers={"Content-Type": "image/png"})
        path = await reviewed(self.client, self.account, PERSON["review"], pictures=[{"url": said["picture"]["url"]}])
        await self.need("POST", f"{path}:followUp", {"text": PERSON["follow_up"]}, key="follow-up")
        product = self.market.products[0]
        await self.need("POST", f"/v1/products/{product}/questions", {"text": PERSON["question"]}, key="question")

    async def open_shop(self, boss):
        application = {
            "name": PERSON["shop"],
            "description": PERSON["description"],
            "province": "浙江省",
            "city": "杭州市",
            "contactName": PERSON["contact"],
            "contactPhone": PERSON["contact_phone"],
        }
        said = await self.need("POST", "/v1/users/me/shop", application, key="open-a-shop")
        self.account.shop_id = int(said["shop"]["shop"]["id"])
        approved = await self.client.post(f"/v1/admin/shops/{self.account.shop_id}:approve", token=boss.token)
        shop.need("approve", approved)
        await self.sign_in(self.account)
        picture = {"Content-Type": "image/png"}
        said = await self.need("POST", "/v1/pictures", body=shop.png(72), headers=picture)
        await self.need("PATCH", "/v1/users/me/shop", {"logo": {"url": said["picture"]["url"]}})

    async def sell(self, boss, buyer):
        """The number of the buyer's order."""
        _, skus = await shop.product(self.client, self.account, boss, self.market.category_id)
        counted = {"delta": "5", "reason": PERSON["stock_reason"]}
        await self.need("POST", f"/v1/skus/{skus[0]}:adjustStock", counted, key="count")
        placed = await shop.bought(self.client, buyer, shop.lines(skus[0]))
        await shop.pay(self.client, buyer, placed["payment"]["id"])
        await deliver(self.client, self.account, buyer, placed)
        path = await reviewed(self.client, buyer, "A good book.")
        await self.need("POST", f"{path}:reply", {"text": PERSON["reply"]}, key="reply")
        return placed["orders"][0]["orderNo"]


async def deliver(client, seller, buyer, placed):
    number = placed["orders"][0]["orderNo"]
    await shop.order_becomes(client, buyer, number, "PAID")
    parcel = {"carrier": "SF Express", "trackingNo": "SF1234567890"}
    sent = await client.post(f"/v1/shop/orders/{number}:ship", parcel, token=seller.token, key=shop.unique("ship"))
    shop.need("ship", sent)
    path = f"/v1/orders/{number}:confirmReceipt"
    shop.need("confirm", await client.post(path, token=buyer.token, key=shop.unique("confirm")))


async def reviewed(client, buyer, text, **fields):
    """The path of the buyer's review of what was received last."""
    path = "/v1/users/me/reviews:pending"

    async def awaited():
        return len(shop.need("pending", await client.get(path, token=buyer.token))["reviews"])

    await shop.eventually(awaited, 1)
    line = shop.need("pending", await client.get(path, token=buyer.token))["reviews"][0]
    stars = {"goodsStars": 5, "logisticsStars": 5, "serviceStars": 5}
    body = {"orderNo": line["orderNo"], "lineNo": line["lineNo"], **stars, "text": text, **fields}
    said = await client.post("/v1/reviews", body, token=buyer.token, key=shop.unique("review"))
    return f"/v1/reviews/{shop.need('review', said)['review']['id']}"


@in_both_shapes
class Erasure(PlatformCase):
    settings = {"gateway": {"trust_forwarded_for": True}, "telemetry": {"log_level": "debug"}}

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ecommerce-needles-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def check(self, *words):
        """(exit code, {place: (count, kinds)}) of a search; what it finds is named by place, never told."""
        code, said, log = self.platform.run_apart("erasure-check", *words)
        self.assertIn(code, (0, 1), said + log)
        for value in [*PERSON.values(), ADDRESS, AGENT]:
            self.assertNotIn(value, said)
        found = {}
        for line in said.splitlines():
            match = re.fullmatch(r"(.+) \((\d+)\): (.+)", line)
            if match:
                kinds = {re.sub(r" ×\d+$", "", kind) for kind in match[3].split(", ")}
                found[match[1]] = (int(match[2]), kinds)
        self.assertEqual(code, 1 if found else 0, said)
        self.assertEqual(said == "Nothing was found.\n", not found, said)
        return found

    def search_logs_too(self):
        logs = [str(path) for path in self.platform.folder.glob("*.log")]
        self.platform.settings["telemetry"]["log_files"] = logs
        self.platform.write_settings()

    async def test_a_closed_account_leaves_nothing_behind(self):
        self.search_logs_too()
        person = Person(self.client, self.market)
        await person.visit_as_guest()
        await person.register()
        await person.settle_in()
        await person.order()
        await person.review()
        await person.open_shop(self.market.admin)
        buyer = await shop.customer(self.client)
        sold = await person.sell(self.market.admin, buyer)

        needles = self.folder / "needles"
        code, said = self.platform.run("erasure-check", person.account.email, "--save", str(needles))
        self.assertEqual(code, 0, said)
        self.assertEqual(stat.S_IMODE(needles.stat().st_mode), 0o600)
        kept = dict.fromkeys(line.split("\t")[0] for line in needles.read_text(encoding="utf-8").splitlines()[1:])
        self.assertEqual(set(kept), KINDS)
        with needles.open("a", encoding="utf-8") as file:
            file.write(f"guest token\t{person.guest_token}\n")
            file.write(f"stock reason\t{PERSON['stock_reason']}\n")

        before = self.check("--against", str(needles))
        self.assertEqual(set().union(*(kinds for _, kinds in before.values())), KINDS | {"stock reason"}, before)
        for place in ("user_service.users.email", "user_service.bank_cards.holder", "user_service.addresses.street",
                      "user_service.shops.name", "auth_service.sessions.ip_address", "order_service.orders.recipient",
                      "order_service.orders.shop_name", "order_service.order_moves.reason",
                      "product_service.stock_movements.reason", "review_service.reviews.text",
                      "review_service.reviews.nickname", "review_service.remarks.text"):
            self.assertIn(place, before)
        for place in before:
            self.assertNotRegex(place, "idempotency_keys|outbox|dead_letters|^key-value|^log:|^pictures:")

        await person.need("DELETE", "/v1/users/me", {"password": shop.PASSWORD})

        async def left():
            return tuple(sorted((await asyncio.to_thread(self.check, "--against", str(needles)))))

        await shop.eventually(left, ())
        order = await shop.order_of(self.client, buyer, sold)
        self.assertEqual(order["status"], "ORDER_STATUS_COMPLETED")
        self.assertNotEqual(order["total"]["minorUnits"], "0")
        await self.assert_healthy()

    async def test_a_deleted_address_is_not_told_again(self):
        person = Person(self.client, self.market)
        person.account = await shop.customer(self.client)
        home = {**shop.ADDRESS, "street": PERSON["street"]}
        first = await person.need("POST", "/v1/users/me/addresses", home, key="home")
        again = await person.need("POST", "/v1/users/me/addresses", home, key="home")
        self.assertEqual(first, again)
        await person.need("DELETE", f"/v1/users/me/addresses/{first['address']['id']}")
        late = await person.call("POST", "/v1/users/me/addresses", home, key="home")
        self.assert_problem(late, late.status)
        self.assertIn(late.status, (409, 422))
        said = await person.need("GET", "/v1/users/me/addresses")
        self.assertEqual([each["id"] for each in said["addresses"]], [person.account.address_id])

    def test_says_plainly_that_it_needs_the_owners_connection(self):
        owner = self.platform.settings["database"]["source"]
        host = urllib.parse.urlsplit(owner).netloc.rpartition("@")[2]
        password = self.platform.settings["postgres"]["order"]["password"]
        source = urllib.parse.urlsplit(owner)._replace(netloc=f"ecommerce_order:{password}@{host}").geturl()
        self.platform.settings["database"]["source"] = source
        try:
            self.platform.write_settings()
            code, said, log = self.platform.run_apart("erasure-check", "nobody@person.example")
        finally:
            self.platform.settings["database"]["source"] = owner
            self.platform.write_settings()
        self.assertEqual((code, said), (2, ""), log)
        self.assertIn("needs the owner's connection", log)

    def test_refuses_what_it_cannot_use(self):
        code, said, log = self.platform.run_apart("erasure-check", "nobody@person.example")
        self.assertEqual((code, said), (2, ""))
        self.assertIn("There is no account nobody@person.example.", log)
        self.assertEqual(self.platform.run("erasure-check")[0], 1)


if __name__ == "__main__":
    unittest.main()
