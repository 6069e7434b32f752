# SPDX-License-Identifier: Apache-2.0
"""Logins and refreshes that are under way while their account changes its password, is frozen, closed or demoted:
none of them gets or keeps what it may not have.

ECOMMERCE_TEST_ACCESS_ROUNDS: how often, for each shape; 1,000 by hand.
"""

import asyncio
import os
import random
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes

ROUNDS = int(os.environ.get("ECOMMERCE_TEST_ACCESS_ROUNDS", "6"))
AT_ONCE = 2  # rounds; each keeps the password workers busy
LOGINS = 4
REFRESHES = 3
ADMIN = shop.ROLE_BITS["admin"]


class Pressing:
    """Somebody who signs in and refreshes without pause, until told to stop; remembers every token."""

    def __init__(self, client, account):
        self.client = client
        self.account = account
        self.signed_in = []
        self.unexpected = []
        self._stopping = False
        self._tasks = []

    async def __aenter__(self):
        for _ in range(REFRESHES):
            reply = await shop.insist(self._post_login)
            self.signed_in.append(shop.need("login", reply))
            self._tasks.append(asyncio.ensure_future(self._refresh(reply.json()["refreshToken"])))
        self._tasks += [asyncio.ensure_future(self._log_in()) for _ in range(LOGINS)]
        return self

    async def __aexit__(self, *failure):
        self._stopping = True
        await asyncio.gather(*self._tasks)

    def _take(self, reply):
        if reply.status == 200:
            self.signed_in.append(reply.json())
        elif reply.status not in (401, 403, 429, 503, 504):  # on a busy machine an answer may not come in time
            self.unexpected.append(reply)

    async def _post_login(self):
        body = {"account": self.account.email, "password": shop.PASSWORD}
        return await self.client.post("/v1/auth/login", body)

    async def _log_in(self):
        while not self._stopping:
            self._take(await self._post_login())

    async def _refresh(self, token):
        while not self._stopping:
            reply = await self.client.post("/v1/auth/refresh", {"refreshToken": token})
            self._take(reply)
            if reply.status == 401:
                return
            if reply.status == 200:
                token = reply.json()["refreshToken"]


@in_both_shapes
class AccessRace(PlatformCase):
    settings = {"auth": {"access_token_life": "24h"}}  # a thousand rounds take longer than the administrator's token

    async def rounds(self, one):
        turn = asyncio.Semaphore(AT_ONCE)
        people = self.market.crowd(ROUNDS)

        async def take_turn(account):
            async with turn:
                await one(account)

        await asyncio.gather(*(take_turn(account) for account in people))
        await self.assert_healthy()

    async def press(self, account, change):
        async with Pressing(self.client, account) as pressing:
            await asyncio.sleep(random.uniform(0, 0.2))
            await change()
            await asyncio.sleep(random.uniform(0, 0.05))
        self.assertEqual(pressing.unexpected, [])
        return pressing.signed_in

    async def admitted(self, tokens, path="/v1/users/me"):
        replies = await asyncio.gather(*(self.client.get(path, token=token) for token in tokens))
        return sum(reply.status == 200 for reply in replies)

    async def assert_ended(self, signed_in, keep=""):
        tokens = [said["accessToken"] for said in signed_in if said["sessionId"] != keep]
        await shop.eventually(lambda: self.admitted(tokens), 0)
        for said in signed_in:
            if said["sessionId"] != keep:
                reply = await self.client.post("/v1/auth/refresh", {"refreshToken": said["refreshToken"]})
                self.assertEqual(reply.status, 401, reply)
        self.assertEqual(await self.admitted(tokens), 0)

    async def carry_out(self, verb, path, body, token, done_before=()):
        """On a busy machine an answer may not come in time; what was done then refuses the second request."""
        reply = await shop.insist(lambda: self.client.request(verb, path, json=body, token=token))
        if reply.reason not in done_before:
            shop.need(f"{verb} {path}", reply)

    async def change_user(self, account, verb, path, body):
        await self.carry_out(verb, f"/v1/admin/users/{account.id}{path}", body, self.market.admin.token)

    async def test_a_new_password_ends_all_other_sessions(self):
        async def one(account):
            keeper = await shop.sign_in(self.client, account)
            password = {"currentPassword": shop.PASSWORD, "newPassword": "new-1-new", "confirmPassword": "new-1-new"}

            async def change():
                await self.carry_out("PUT", "/v1/users/me/password", password, keeper.token, ["WRONG_PASSWORD"])

            signed_in = await self.press(account, change)
            await self.assert_ended(signed_in, keep=keeper.session_id)
            self.assertEqual(await self.admitted([keeper.token]), 1)

        await self.rounds(one)

    async def test_a_freezing_ends_all_sessions(self):
        async def one(account):
            async def freeze():
                await self.change_user(account, "POST", ":freeze", {"reason": "A test."})

            await self.assert_ended(await self.press(account, freeze))

        await self.rounds(one)

    async def test_a_closing_ends_all_sessions(self):
        async def one(account):
            owner = await shop.sign_in(self.client, account)

            async def close():
                proof = {"password": shop.PASSWORD}
                done_before = ["SESSION_ENDED", "WRONG_PASSWORD", "ACCOUNT_CLOSED"]
                await self.carry_out("DELETE", "/v1/users/me", proof, owner.token, done_before)

            await self.assert_ended(await self.press(account, close))

        await self.rounds(one)

    async def test_a_demotion_reaches_all_sessions_and_cannot_be_taken_back(self):
        async def one(account):
            await self.change_user(account, "PATCH", "", {"roles": ["ROLE_CUSTOMER", "ROLE_ADMIN"]})
            before = await shop.sign_in(self.client, shop.Account(account.email))

            async def demote():
                await self.change_user(account, "PATCH", "", {"roles": ["ROLE_CUSTOMER"]})
                # While its sessions have not heard of it.
                again = {"roles": ["ROLE_CUSTOMER", "ROLE_ADMIN"]}
                path = f"/v1/admin/users/{account.id}"
                reply = await self.client.request("PATCH", path, json=again, token=before.token)
                self.assertEqual(reply.status, 403, reply)

            signed_in = await self.press(account, demote)
            tokens = [said["accessToken"] for said in signed_in]
            await shop.eventually(lambda: self.admitted(tokens, "/v1/admin/users?pageSize=1"), 0)
            rows = self.platform.servers.sql(
                f"""
                SELECT COUNT(*) FROM auth_service.sessions
                WHERE user_id = {account.id} AND revoked_at IS NULL AND roles & {ADMIN} <> 0
                """
            )
            self.assertEqual(rows[0][0], "0")
            latest = await shop.sign_in(self.client, shop.Account(account.email))
            renewed = await self.client.post("/v1/auth/refresh", {"refreshToken": latest.refresh_token})
            self.assertEqual(shop.need("refresh", renewed)["user"]["roles"], ["ROLE_CUSTOMER"])

        await self.rounds(one)


if __name__ == "__main__":
    unittest.main()
