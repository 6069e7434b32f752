# SPDX-License-Identifier: Apache-2.0
"""Products are found in Chinese, English, pinyin and with typos, as the catalogue is a moment later."""

import asyncio
import random
import unittest
import urllib.parse

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes


@in_both_shapes
class Search(PlatformCase):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.owner, self.admin = self.market.sellers[0], self.market.admin

    async def call(self, method, path, body=None, account=None):
        sent = await self.client.request(method, path, json=body, token=account.token if account else None)
        return shop.need(f"{method} {path}", sent)

    async def search(self, query, account=None, **fields):
        given = urllib.parse.urlencode({"query": query, "pageSize": 100, **fields}, doseq=True)
        return await self.call("GET", f"/v1/search/products?{given}", account=account)

    async def names(self, query, **fields):
        found = await self.search(query, unrecorded="true", **fields)
        return [hit["product"]["name"] for hit in found.get("hits", [])]

    async def finds(self, query, wanted, **fields):
        """Sooner or later: in any order."""

        async def probe():
            return tuple(sorted(await self.names(query, **fields)))

        await shop.eventually(probe, tuple(sorted(wanted)))

    async def on_sale(self, name, stock=10, price=5000, **fields):
        sent = await self.client.request(
            "POST", "/v1/pictures", body=shop.png(), token=self.owner.token, headers={"Content-Type": "image/png"}
        )
        body = {
            "name": name,
            "categoryId": self.market.category_id,
            "description": "It is there.",
            "pictures": [shop.need("picture", sent)["picture"]],
            "skus": [{"price": {"currencyCode": "CNY", "minorUnits": str(price)}, "initialStock": str(stock)}],
            **fields,
        }
        made = (await self.call("POST", "/v1/products", body, self.owner))["product"]
        path = f"/v1/products/{made['id']}"
        await self.call("POST", f"{path}:submit", {}, self.owner)
        await self.call("POST", f"{path}:audit", {"approve": True}, self.admin)
        return made

    async def test_products_are_found_as_people_write_them(self):
        brand = shop.unique("Brand")
        await self.on_sale("红色男士运动鞋 Runner", brand=brand, tags=["跑步"])
        await self.on_sale("手机壳 透明", brand=brand)
        await self.on_sale("Wireless headphones", brand=brand)
        shoe, case, phones = ["红色男士运动鞋 Runner"], ["手机壳 透明"], ["Wireless headphones"]
        found = {
            "运动鞋": shoe,
            "運動鞋": shoe,
            "红色运动鞋": shoe,
            "跑步": shoe,
            "ｒｕｎｎｅｒｓ": shoe,
            "yundongxie": shoe,
            "ydx": shoe,
            "运动协": shoe,
            "runner 运动鞋": shoe,
            "手机壳": case,
            "shoujike": case,
            "headphone": phones,
            "wirless": phones,
            "!?": [],
        }
        for query, wanted in found.items():
            with self.subTest(query=query):
                await self.finds(query, wanted, brands=brand if query != "!?" else [])
        meant = await self.search("wirless", unrecorded="true")
        self.assertEqual((meant["didYouMean"], meant["corrected"]), ("wireless", True))
        given = urllib.parse.urlencode({"prefix": "yundong"})
        suggested = await self.call("GET", f"/v1/search/suggestions?{given}")
        self.assertEqual(suggested.get("suggestions", []), [])  # no dictionary word begins so
        suggested = await self.call("GET", "/v1/search/suggestions?prefix=headp")
        self.assertIn("headphone", [each["text"] for each in suggested["suggestions"]])
        await self.assert_healthy()

    async def test_the_index_follows_prices_stock_sales_and_the_shelf(self):
        name = shop.unique("Teapot")
        made = await self.on_sale(name, stock=2)
        sku = made["skus"][0]["id"]
        await self.finds(name, [name], inStock="true")

        cheaper = {"skus": [{"id": sku, "price": {"currencyCode": "CNY", "minorUnits": "4000"}}]}
        await self.call("PATCH", f"/v1/products/{made['id']}", cheaper, self.owner)
        await self.finds(name, [name], maxPrice=4000)

        buyer = await shop.customer(self.client)
        await shop.paid_order(self.client, buyer, shop.lines(sku, quantity=2))
        await self.finds(name, [], inStock="true")

        async def sold():
            hits = (await self.search(name, unrecorded="true"))["hits"]
            return hits[0]["product"].get("soldCount", "0")

        await shop.eventually(sold, "2")
        await self.call("POST", f"/v1/products/{made['id']}:takeOffShelf", {}, self.owner)
        await self.finds(name, [])
        await self.assert_healthy()

    async def test_facets_count_what_each_choice_would_show(self):
        word = shop.unique("Lamp")
        for number in range(4):
            brand, tag = "Bright" if number < 3 else "Dim", "even" if number % 2 == 0 else "odd"
            await self.on_sale(f"{word} {number}", price=1000 * (number + 1), brand=brand, tags=[tag])
        await self.finds(word, [f"{word} {number}" for number in range(4)])
        found = await self.search(word, unrecorded="true", withFacets="true", brands="Bright")
        self.assertEqual(found["total"], "3")
        counts = {each["value"]: each["count"] for each in found["facets"]["brands"]}
        self.assertEqual(counts, {"Bright": "3", "Dim": "1"})
        counts = {each["value"]: each["count"] for each in found["facets"]["tags"]}
        self.assertEqual(counts, {"even": "2", "odd": "1"})
        await self.finds(word, [f"{word} {number}" for number in range(4)], brands=["Bright", "Dim"])
        await self.finds(word, [f"{word} 0", f"{word} 2"], tags="even")
        cheap = await self.names(word, sort="SORT_ORDER_PRICE_ASC", pageSize=2)
        self.assertEqual(cheap, [f"{word} 0", f"{word} 1"])
        await self.assert_healthy()

    async def test_attributes_and_several_categories_narrow_a_search(self):
        word = shop.unique("Kettle")
        names = [f"{word} {number}" for number in range(4)]
        for number, name in enumerate(names):
            colour = {"name": "颜色", "value": "红" if number < 3 else "蓝"}
            size = {"name": "容量", "value": "1.5L" if number % 2 == 0 else "2L"}
            await self.on_sale(name, attributes=[colour, size])
        await self.finds(word, names)
        await self.finds(word, names[:3], attributes="颜色:红")
        await self.finds(word, names, attributes=["颜色:红", "颜色:蓝"])
        await self.finds(word, [names[0], names[2]], attributes=["颜色:红", "颜色:蓝", "容量:1.5L"])
        found = await self.search(word, unrecorded="true", withFacets="true", attributes="容量:2L")
        counts = {
            each["name"]: {value["value"]: value["count"] for value in each["values"]}
            for each in found["facets"]["attributes"]
        }
        self.assertEqual(counts, {"容量": {"1.5L": "2", "2L": "2"}, "颜色": {"红": "1", "蓝": "1"}})
        own = self.market.category_id
        await self.finds(word, names, categoryIds=[own, "999999999"])
        await self.finds(word, [], categoryIds="999999999")
        for wrong in ("attributes=x", "attributes=:x", "attributes=x:", "categoryIds=0"):
            refused = await self.client.request("GET", f"/v1/search/products?{wrong}")
            self.assertEqual(refused.status, 400, wrong)
        await self.assert_healthy()

    async def test_synonyms_history_and_words_without_result(self):
        name, other = shop.unique("Laptop"), shop.unique("笔记本")
        await self.on_sale(name)
        await self.finds(name, [name])
        await self.finds(other, [])
        group = (await self.call("POST", "/v1/admin/search-synonyms", {"words": [name, other]}, self.admin))["group"]
        await self.finds(other, [name])
        listed = await self.call("GET", "/v1/admin/search-synonyms", account=self.admin)
        self.assertIn(group["id"], [each["id"] for each in listed["groups"]])
        await self.call("DELETE", f"/v1/admin/search-synonyms/{group['id']}", account=self.admin)
        await self.finds(other, [])

        buyer = await shop.customer(self.client)
        missing = "kohinoor " + "".join(random.choices("bcdfghkm", k=8))
        for query in (name, missing):
            await self.search(query, buyer)
        history = await self.call("GET", "/v1/search/history", account=buyer)
        self.assertEqual([each["text"] for each in history["entries"]], [missing, name])
        missed = await self.call("GET", "/v1/admin/search-misses", account=self.admin)
        self.assertIn(missing, [each["text"] for each in missed["words"]])
        closed = {"password": shop.PASSWORD}
        await self.call("DELETE", "/v1/users/me", closed, buyer)

        async def kept():
            sql = f"SELECT COUNT(*) FROM search_service.search_history WHERE user_id = {buyer.id}"
            return self.platform.servers.sql(sql)[0][0]

        await shop.eventually(kept, "0")
        await self.assert_healthy()

    async def test_orders_are_found_by_their_buyer_their_shop_and_administrators(self):
        name = shop.unique("Samovar")
        sku = (await self.on_sale(name))["skus"][0]["id"]
        buyer, other = await shop.customer(self.client), await shop.customer(self.client)
        placed, _ = await shop.paid_order(self.client, buyer, shop.lines(sku))
        number = placed["orders"][0]["orderNo"]

        async def found(path, account, **fields):
            given = urllib.parse.urlencode({f"filter.{key}": value for key, value in fields.items()}, doseq=True)
            sent = await self.client.request("GET", f"{path}?{given}", token=account.token)
            return tuple(each["orderNo"] for each in shop.need(path, sent).get("orders", []))

        mine = "/v1/search/orders"
        await shop.eventually(lambda: found(mine, buyer, query=name), (number,))
        paid = "ORDER_STATUS_PAID"
        await shop.eventually(lambda: found(mine, buyer, query=name, statuses=[paid]), (number,))
        self.assertEqual(await found(mine, buyer, query=number[:12]), (number,))
        self.assertEqual(await found(mine, buyer, query=name, placedBefore="2020-01-01T00:00:00Z"), ())
        self.assertEqual(await found(mine, other, query=name), ())
        self.assertEqual(await found("/v1/search/shop-orders", self.owner, query=name), (number,))
        self.assertEqual(await found("/v1/search/shop-orders", self.market.sellers[1], query=name), ())
        self.assertEqual(await found("/v1/admin/search-orders", self.admin, query=name), (number,))
        for path in ("/v1/search/shop-orders", "/v1/admin/search-orders"):
            refused = await self.client.request("GET", path, token=buyer.token)
            self.assertEqual(refused.status, 403, path)
        await self.assert_healthy()

    async def test_the_index_is_rebuilt_while_it_serves(self):
        name = shop.unique("Vase")
        await self.on_sale(name)
        await self.finds(name, [name])
        self.platform.servers.sql(
            "UPDATE search_service.documents SET name = 'lost', terms = '', ticket = NEXTVAL('search_service.tickets'),"
            " changed_in = PG_CURRENT_XACT_ID() WHERE on_sale"
        )
        await self.finds(name, [])
        code, said, log = await asyncio.to_thread(self.platform.run_apart, "reindex")
        self.assertEqual(code, 0, log)
        self.assertIn("can be found.", said)
        await self.finds(name, [name])
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
