# SPDX-License-Identifier: Apache-2.0
"""Guessing passwords: on every door that takes one, at once or in turn, and without locking the owner out."""

import asyncio
import collections
import unittest
import uuid

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

FAILURES = 10
AT_ONCE = 32


@in_both_shapes
class Guessing(PlatformCase):
    settings = {
        "user": {"password_attempts": {"per_account": FAILURES, "per_address": 0}},
        "gateway": {
            "limits": {
                "enabled": True,
                "read": {"per_address": 0, "per_account": 0},
                "write": {"per_address": 0, "per_account": 0},
                "credentials": {"per_address": 0, "per_account": 0},
                "registration": {"per_address": 0, "per_account": 0},
            },
        },
    }

    async def log_in(self, account, password=shop.PASSWORD, cookie=None):
        body = {"account": account.email, "password": password, "cookieSession": True}
        return await self.client.post("/v1/auth/login", body, headers={"Cookie": cookie} if cookie else None)

    async def guess(self, send, wrong):
        """At once; as many are looked at as may fail, and all others are told to wait."""
        replies = await asyncio.gather(*(send() for _ in range(AT_ONCE)))
        reasons = collections.Counter(reply.reason for reply in replies)
        self.assertEqual(reasons, {wrong: FAILURES, "TOO_MANY_ATTEMPTS": AT_ONCE - FAILURES})
        for reply in replies:
            if reply.reason == "TOO_MANY_ATTEMPTS":
                self.assert_problem(reply, 429)
                self.assertGreater(int(reply.headers["retry-after"]), 0)

    async def test_logins_are_counted_before_they_are_looked_at(self):
        account = await shop.register(self.client)
        await self.guess(lambda: self.log_in(account, "wrong"), "INVALID_CREDENTIALS")
        self.assertEqual((await self.log_in(account)).reason, "TOO_MANY_ATTEMPTS")

    async def test_so_are_the_other_doors_that_take_a_password(self):
        for verb, path, body in (
            (
                "PUT",
                "/v1/users/me/password",
                {"currentPassword": "wrong", "newPassword": "wrong-1", "confirmPassword": "wrong-1"},
            ),
            ("DELETE", "/v1/users/me", {"password": "wrong"}),
        ):
            with self.subTest(path):
                account = await shop.customer(self.client)

                async def send(door=(verb, path, body), token=account.token):
                    return await self.client.request(door[0], door[1], json=door[2], token=token)

                await self.guess(send, "WRONG_PASSWORD")

    async def test_an_owner_gets_in_on_a_device_that_is_known(self):
        account = await shop.register(self.client)
        first = await self.log_in(account)
        self.assertTrue(all("HttpOnly" in cookie for cookie in first.cookies), first.cookies)
        device = next(cookie.split(";")[0] for cookie in first.cookies if cookie.startswith("ecommerce_device="))
        self.assertEqual(first.json()["deviceToken"], "")
        await self.guess(lambda: self.log_in(account, "wrong"), "INVALID_CREDENTIALS")
        self.assertEqual((await self.log_in(account)).status, 429)
        self.assertEqual((await self.log_in(account, cookie=device)).status, 200)
        other = await shop.register(self.client)
        await self.guess(lambda: self.log_in(other, "wrong"), "INVALID_CREDENTIALS")
        self.assertEqual((await self.log_in(other, cookie=device)).status, 429)

    async def test_people_who_know_their_password_may_all_come_at_once(self):
        account = await shop.register(self.client)
        replies = await asyncio.gather(*(self.log_in(account) for _ in range(24)))
        self.assertEqual({reply.status for reply in replies}, {200})


class BehindOneAddress(PlatformCase):
    settings = {
        "gateway": {
            "trust_forwarded_for": True,
            "limits": {
                "enabled": True,
                "read": {"per_address": 0, "per_account": 0},
                "write": {"per_address": 0, "per_account": 0},
                "credentials": {"per_address": 5, "per_account": 0},
                "registration": {"per_address": 6, "per_account": 0},
            },
        },
    }

    async def test_only_failures_and_registrations_cost(self):
        network = {"X-Forwarded-For": f"2001:db8:{uuid.uuid4().hex[:4]}:1::1"}
        account = await shop.register(self.client)
        right = {"account": account.email, "password": shop.PASSWORD}
        for _ in range(12):
            shop.need("login", await self.client.post("/v1/auth/login", right, headers=network))
        seen = collections.Counter()
        for number in range(8):
            wrong = {"account": f"nobody-{number}@test.example", "password": "wrong"}
            seen[(await self.client.post("/v1/auth/login", wrong, headers=network)).status] += 1
        self.assertIn(seen[401], (5, 6), seen)  # one is forgiven after 12 s
        self.assertEqual(seen[401] + seen[429], 8)
        self.assert_problem(await self.client.post("/v1/auth/login", right, headers=network), 429, "RATE_LIMITED")
        for number in range(9):
            person = {"email": shop.unique("p") + "@test.example", "password": "secret-1", "confirmPassword": "secret-1"}
            made = await self.client.post("/v1/users", person, headers=network)
            if number < 6:
                shop.need(f"person {number}", made)
        self.assert_problem(made, 429, "RATE_LIMITED")


if __name__ == "__main__":
    unittest.main()
