# SPDX-License-Identifier: Apache-2.0
"""Reviews: bought, shipped, received, reviewed; what they add up to, and what administrators do, in both shapes."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

PNG = {"Content-Type": "image/png"}


class Reviewing(PlatformCase):
    async def receive(self, buyer, *skus, count=1):
        """Order numbers of so many received orders."""
        numbers = []
        for _ in range(count):
            placed, _ = await shop.paid_order(self.client, buyer, shop.lines(*skus))
            number = placed["orders"][0]["orderNo"]
            shop.need("ship", await shop.ship(self.client, self.market.sellers[0], number))
            confirmed = f"/v1/orders/{number}:confirmReceipt"
            shop.need("confirm", await self.client.post(confirmed, token=buyer.token, key=shop.unique("confirm")))
            numbers.append(number)
        return numbers

    async def pending(self, buyer):
        return shop.need("pending", await self.client.get("/v1/users/me/reviews:pending", token=buyer.token))["reviews"]

    async def received(self, *skus):
        """A customer who has received that, and the line to review."""
        buyer = await shop.customer(self.client)
        (number,) = await self.receive(buyer, *skus)
        await self.awaits(buyer, 1)
        return buyer, {"orderNo": number, "lineNo": 1}

    async def awaits(self, buyer, count):
        async def probe():
            return len(await self.pending(buyer))

        await shop.eventually(probe, count)

    async def review(self, buyer, line, stars=5, text="It pours well.", **fields):
        body = {**line, "goodsStars": stars, "logisticsStars": 4, "serviceStars": 3, "text": text, **fields}
        return await self.client.post("/v1/reviews", body, token=buyer.token, key=shop.unique("review"))

    async def act(self, who, path, body, wanted=200):
        reply = await self.client.post(path, body, token=who.token, key=shop.unique("act"))
        return shop.need(path, reply, wanted)

    # The gateway keeps what everybody reads for a few seconds; somebody signed in is answered anew.
    async def summary(self, product, **filters):
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        path = f"/v1/products/{product}/reviews:summary?{query}"
        return shop.need("summary", await self.client.get(path, token=self.market.admin.token))["summary"]

    async def listed(self, product, query=""):
        path = f"/v1/products/{product}/reviews?{query}"
        return shop.need("list", await self.client.get(path, token=self.market.admin.token))["reviews"]

    async def audit(self, review, publish, why="Insults."):
        boss = self.market.admin
        read = await self.client.get(f"/v1/admin/reviews/{review['id']}", token=boss.token)
        etag = shop.need("read", read)["review"]["etag"]
        body = {"publish": publish, "reason": "" if publish else why, "etag": etag}
        return (await self.act(boss, f"/v1/admin/reviews/{review['id']}:audit", body))["review"]


@in_both_shapes
class Reviews(Reviewing):
    async def test_a_review_from_the_receipt_to_the_reply(self):
        client = self.client
        product, (sku,) = await self.market.product(client)
        buyer, line = await self.received(sku)
        (waiting,) = await self.pending(buyer)
        self.assertEqual((waiting["orderNo"], waiting["lineNo"]), (line["orderNo"], 1))
        self.assertEqual((waiting["goods"]["productId"], waiting["goods"]["skuId"]), (product, sku))
        self.assertTrue(waiting["goods"]["picture"]["url"].startswith("/pictures/"))

        sent = await client.request("POST", "/v1/pictures", body=shop.png(40), token=buyer.token, headers=PNG)
        picture = shop.need("picture", sent)["picture"]
        for url in ("https://evil.example/x.png", "/pictures/nope.png"):
            refused = await self.review(buyer, line, pictures=[{"url": url}])
            self.assert_problem(refused, 400, "PICTURE_UNKNOWN")
        stranger = await shop.customer(client)
        self.assert_problem(await self.review(stranger, line), 404, "NOT_FOUND")
        written = shop.need("review", await self.review(buyer, line, 4, pictures=[{"url": picture["url"]}]))["review"]
        self.assertEqual((written["state"], written["pictures"][0]["width"]), ("REVIEW_STATE_PUBLISHED", 40))
        self.assert_problem(await self.review(buyer, line), 409, "REVIEW_STATE")
        self.assertEqual(await self.pending(buyer), [])

        total = await self.summary(product)
        self.assertEqual((total["count"], total["average"], total["withPictures"]), ("1", 4, "1"))
        self.assertEqual(total["stars"], ["0", "0", "0", "1", "0"])
        ratings = await client.get(f"/v1/ratings:batchGet?productIds={product}&productIds=999999")
        self.assertEqual([rating["productId"] for rating in shop.need("batch", ratings)["ratings"]], [product])

        path = f"/v1/reviews/{written['id']}"
        mine = (await self.act(buyer, f"{path}:followUp", {"text": "Still whole."}))["review"]
        self.assertEqual(mine["followUp"]["text"], "Still whole.")
        self.assert_problem(
            await client.post(f"{path}:followUp", {"text": "Again"}, token=buyer.token), 409, "FOLLOW_UP_EXISTS"
        )
        rival, owner = self.market.sellers[1], self.market.sellers[0]
        self.assert_problem(await client.post(f"{path}:reply", {"text": "Hm"}, token=rival.token), 404, "NOT_FOUND")
        await self.act(owner, f"{path}:reply", {"text": "Thank you!"})
        self.assertEqual((await self.act(stranger, f"{path}:like", {}))["likes"], "1")
        self.assertEqual((await self.act(stranger, f"{path}:like", {}))["likes"], "1")
        self.assert_problem(await client.post(f"{path}:like", {}, token=buyer.token), 409, "OWN_REVIEW")

        (shown,) = await self.listed(product, "withPictures=true")
        self.assertEqual((shown["reply"]["text"], shown["likes"]), ("Thank you!", "1"))
        self.assertEqual((shown["author"]["name"], shown["orderNo"], shown["userId"]), ("Tester", "", "0"))
        changed = {"etag": mine["etag"], "goodsStars": 1, "logisticsStars": 1, "serviceStars": 1, "text": "It broke."}
        stale = await client.request("PATCH", path, json={**changed, "etag": "v1"}, token=buyer.token)
        self.assert_problem(stale, 412, "ETAG_MISMATCH")
        shop.need("edit", await client.request("PATCH", path, json=changed, token=buyer.token))
        total = await self.summary(product)
        self.assertEqual((total["count"], total["average"], total["withPictures"]), ("1", 1, "0"))
        await self.assert_healthy()

    async def test_reports_and_words_wait_for_an_administrator(self):
        client = self.client
        product, (sku,) = await self.market.product(client)
        buyer, line = await self.received(sku)
        rude = shop.need("review", await self.review(buyer, line, 1, "Idiots, all of you"))["review"]
        reporter = self.market.sellers[0]
        path = f"/v1/reviews/{rude['id']}:report"
        body = {"reason": "REPORT_REASON_ABUSE", "text": "Rude."}
        await self.act(reporter, path, body)
        self.assert_problem(await client.post(path, body, token=reporter.token), 409, "ALREADY_REPORTED")
        queue = await client.get("/v1/admin/review-reports?pageSize=100", token=self.market.admin.token)
        self.assertIn(rude["id"], [report["reviewId"] for report in shop.need("queue", queue)["reports"]])
        self.assertEqual((await self.audit(rude, publish=False))["state"], "REVIEW_STATE_HIDDEN")
        self.assertEqual((await self.summary(product))["count"], "0")
        self.assertEqual(await self.listed(product), [])
        mine = shop.need("mine", await client.get(f"/v1/users/me/reviews/{rude['id']}", token=buyer.token))["review"]
        self.assertEqual((mine["state"], mine["hiddenReason"]), ("REVIEW_STATE_HIDDEN", "Insults."))

        word = shop.unique("casino").replace("-", "")
        await self.act(self.market.admin, "/v1/admin/review-words", {"word": word})
        other, line = await self.received(sku)

        async def held():
            # Another process may know the words of a few seconds ago.
            question = {"text": f"{word.upper()}?"}
            said = await self.act(other, f"/v1/products/{product}/questions", question)
            return said["question"]["question"]["state"]

        await shop.eventually(held, "REMARK_STATE_HELD", 8)
        spaced = " . ".join(word.upper())
        review = shop.need("review", await self.review(other, line, 5, spaced))["review"]
        self.assertEqual(review["state"], "REVIEW_STATE_HELD")
        self.assertEqual((await self.summary(product))["count"], "0")
        self.assertEqual((await self.audit(review, publish=True))["heldWords"], [])
        self.assertEqual((await self.summary(product))["count"], "1")
        await self.assert_healthy()

    async def test_ratings_are_exact_when_many_write_at_once(self):
        client = self.client
        product, (sku,) = await self.market.product(client)
        people = await self.market.signed_in_crowd(client, 4)
        orders = {}
        for person in people:
            orders[person] = await self.receive(person, sku, count=2)
        for person in people:
            await self.awaits(person, 2)

        async def busy(number, person):
            first, second = ({"orderNo": order, "lineNo": 1} for order in orders[person])
            review = shop.need("review", await self.review(person, first, number % 5 + 1))["review"]
            edit = {"etag": review["etag"], "goodsStars": 3, "logisticsStars": 5, "serviceStars": 5, "text": "Changed."}
            path = f"/v1/reviews/{review['id']}"
            _, second, _ = await asyncio.gather(
                client.request("PATCH", path, json=edit, token=person.token),
                self.review(person, second, 2),
                self.review(person, second, 2),
            )
            if number % 2 == 0:
                await self.audit(review, publish=False)

        await asyncio.gather(*(busy(number, person) for number, person in enumerate(people)))
        total = await self.summary(product)
        self.assertEqual(total["count"], "6")
        self.assertEqual(total["stars"], ["0", "4", "2", "0", "0"])
        await self.assert_healthy()

    async def test_questions_are_answered_by_the_shop_and_by_buyers(self):
        client = self.client
        product, (sku,) = await self.market.product(client)
        asker = await shop.customer(client)
        buyer, _ = await self.received(sku)
        asked = (await self.act(asker, f"/v1/products/{product}/questions", {"text": "Is it red?"}))["question"]
        path = f"/v1/questions/{asked['question']['id']}:answer"
        refused = await client.post(path, {"text": "Yes"}, token=asker.token)
        self.assert_problem(refused, 403, "NOT_BOUGHT")
        await self.act(buyer, path, {"text": "Very."})
        await self.act(self.market.sellers[0], path, {"text": "Indeed."})
        shown = await client.get(f"/v1/products/{product}/questions", token=self.market.admin.token)
        (question,) = shop.need("questions", shown)["questions"]
        self.assertEqual([answer["text"] for answer in question["answers"]], ["Very.", "Indeed."])
        self.assertEqual(question["answers"][1]["author"]["kind"], "AUTHOR_KIND_SHOP")
        await self.assert_healthy()


@in_both_shapes
class InTime(Reviewing):
    """Where the time for writing a review is over at once."""

    settings = {"review": {"write_within": "1ms", "close_pause": "50ms"}}

    async def test_what_nobody_reviews_gets_an_automatic_good_review(self):
        product, (sku,) = await self.market.product(self.client)
        buyer = await shop.customer(self.client)
        await self.receive(buyer, sku)

        async def count():
            return (await self.summary(product))["automatic"]

        await shop.eventually(count, "1")
        (shown,) = await self.listed(product)
        self.assertEqual((shown["automatic"], shown["author"]["kind"]), (True, "AUTHOR_KIND_ANONYMOUS"))
        self.assertEqual((await self.summary(product, withoutAutomatic="true"))["count"], "0")
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
