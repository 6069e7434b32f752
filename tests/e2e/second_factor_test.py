# SPDX-License-Identifier: Apache-2.0
"""Signing in with a second factor, losing it, and showing it again: through the gateway, in both shapes."""

import asyncio
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.totp import Authenticator

PATH = "/v1/auth/second-factor"


async def turn_on(client, account):
    """Gives the authenticator and the recovery codes."""
    begun = shop.need("begin", await client.post(f"{PATH}:begin", {}, token=account.token))
    app = Authenticator(begun["secret"])
    said = await client.post(f"{PATH}:confirm", {"code": app.code()}, token=account.token)
    return app, shop.need("confirm", said)["recoveryCodes"]


@in_both_shapes
class SecondFactor(PlatformCase):
    async def login(self, account, **fields):
        body = {"account": account.email, "password": shop.PASSWORD, **fields}
        return await self.client.post("/v1/auth/login", body)

    async def challenge(self, account):
        said = shop.need("login", await self.login(account))
        self.assertEqual(said.get("accessToken", ""), "")
        return said["challenge"]["token"]

    async def complete(self, token, code, **fields):
        return await self.client.post("/v1/auth/login:complete", {"challenge": token, "code": code, **fields})

    async def sign_in(self, account, code):
        said = shop.need("complete", await self.complete(await self.challenge(account), code))["login"]
        account.token, account.session_id = said["accessToken"], said["sessionId"]
        return said

    async def test_a_code_is_asked_for_and_counts_once(self):
        account = await shop.customer(self.client)
        before = await shop.sign_in(self.client, shop.Account(account.email))
        app, recovery = await turn_on(self.client, account)
        self.assert_problem(await self.client.get("/v1/users/me", token=before.token), 401, "SESSION_ENDED")
        shop.need("me", await self.client.get("/v1/users/me", token=account.token))

        challenge = await self.challenge(account)
        self.assert_problem(await self.complete(challenge, "000000"), 403, "CODE_WRONG")
        code = app.code()
        shop.need("complete", await self.complete(challenge, code))
        self.assert_problem(await self.complete(challenge, recovery[0]), 401, "CHALLENGE_OVER")
        self.assert_problem(await self.complete(await self.challenge(account), code), 403, "CODE_WRONG")
        shop.need("recovery", await self.complete(await self.challenge(account), recovery[0].lower()))
        self.assert_problem(await self.complete(await self.challenge(account), recovery[0]), 403, "CODE_WRONG")
        state = shop.need("state", await self.client.get(PATH, token=account.token))["secondFactor"]
        self.assertEqual((state["on"], state["recoveryCodesLeft"]), (True, 9))

    async def test_of_many_logins_with_one_code_one_succeeds(self):
        account = await shop.customer(self.client)
        app, _ = await turn_on(self.client, account)
        challenges = [await self.challenge(account) for _ in range(4)]
        code = app.code()
        replies = await asyncio.gather(*(self.complete(token, code) for token in challenges))
        self.assertEqual(sorted(reply.status for reply in replies), [200, 403, 403, 403])
        await self.assert_healthy()

    async def test_a_new_password_ends_what_was_begun_with_the_old_one(self):
        account = await shop.customer(self.client)
        app, _ = await turn_on(self.client, account)
        challenge = await self.challenge(account)
        body = {"currentPassword": shop.PASSWORD, "newPassword": "another1", "confirmPassword": "another1"}
        changed = await self.client.request("PUT", "/v1/users/me/password", json=body, token=account.token)
        shop.need("password", changed)
        self.assert_problem(await self.complete(challenge, app.code()), 401, "CHALLENGE_OVER")

    async def test_web_pages_get_their_cookie_with_the_code(self):
        account = await shop.customer(self.client)
        app, _ = await turn_on(self.client, account)
        first = await self.login(account, cookieSession=True)
        self.assertEqual(list(first.cookies), [])
        challenge = shop.need("login", first)["challenge"]["token"]
        second = await self.complete(challenge, app.code(), cookieSession=True)
        said = shop.need("complete", second)["login"]
        self.assertEqual((said.get("refreshToken", ""), said.get("deviceToken", "")), ("", ""))
        self.assertEqual(len(second.cookies), 2)

    async def test_an_administrator_resets_what_was_lost(self):
        account = await shop.customer(self.client)
        await turn_on(self.client, account)
        path = f"/v1/admin/users/{account.id}/second-factor"
        boss = self.market.admin.token
        seen = shop.need("state", await self.client.get(path, token=boss))["secondFactor"]
        self.assertTrue(seen["on"])
        self.assert_problem(await self.client.post(f"{path}:reset", {"reason": ""}, token=boss), 400)
        shop.need("reset", await self.client.post(f"{path}:reset", {"reason": "Lost phone"}, token=boss))
        self.assert_problem(await self.client.get("/v1/users/me", token=account.token), 401, "SESSION_ENDED")
        self.assertNotEqual(shop.need("login", await self.login(account))["accessToken"], "")

    async def test_secrets_are_in_no_log(self):
        account = await shop.customer(self.client)
        begun = shop.need("begin", await self.client.post(f"{PATH}:begin", {}, token=account.token))
        app = Authenticator(begun["secret"])
        said = await self.client.post(f"{PATH}:confirm", {"code": app.code()}, token=account.token)
        codes = shop.need("confirm", said)["recoveryCodes"]
        await self.sign_in(account, app.code())
        log = self.platform.log(10**9)
        for secret in [begun["secret"], *codes]:
            self.assertNotIn(secret, log)


@in_both_shapes
class Required(PlatformCase):
    settings = {"auth": {"second_factor_required_for": "administrators"}}

    async def test_an_administrator_without_one_can_only_enrol(self):
        boss = await shop.admin(self.client, self.platform.servers)
        self.assert_problem(await self.client.get("/v1/admin/users", token=boss.token), 403, "ROLE_REQUIRED")
        state = shop.need("state", await self.client.get(PATH, token=boss.token))
        self.assertEqual((state["required"], state["withheldRoles"]), (True, ["ROLE_ADMIN"]))
        app, _ = await turn_on(self.client, boss)
        shop.need("users", await self.client.get("/v1/admin/users", token=boss.token))
        refused = await self.client.post(f"{PATH}:turnOff", {"code": app.code()}, token=boss.token)
        self.assert_problem(refused, 409, "SECOND_FACTOR_REQUIRED")

    @classmethod
    async def _build(cls):
        # Nobody is an administrator yet, so there is no market.
        return None


if __name__ == "__main__":
    unittest.main()
