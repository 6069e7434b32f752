# SPDX-License-Identifier: Apache-2.0
"""Notifications and their mails drain, each once, while processes are killed and both stores restart.

ECOMMERCE_TEST_DRAIN: how many; 100,000 by hand.
"""

import asyncio
import collections
import os
import pathlib
import tempfile
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase
from tests.support.mail import MailServer

MANY = int(os.environ.get("ECOMMERCE_TEST_DRAIN", "1500"))
KILLS = 3
# A real server's, whose mails are counted as they come.
BY_SMTP = 300


class DrainCase(PlatformCase):
    own_servers = True  # which it restarts

    def number(self, text):
        return int(self.platform.servers.sql(f"SELECT COUNT(*) FROM {text}")[0][0])

    def told(self, person):
        return self.number(f"notification_service.notifications WHERE owner_id = {person.id}")

    def waiting(self, person):
        return self.number(f"notification_service.mails WHERE owner_id = {person.id}")

    async def until(self, seen, seconds=120):
        """Waits for `seen`; fails with what it says of itself after a time without a change."""
        last, left = None, seconds * 10
        while not (state := await asyncio.to_thread(seen))[0]:
            last, left = (state, seconds * 10) if state != last else (last, left - 1)
            self.assertGreater(left, 0, state)
            await asyncio.sleep(0.1)

    async def until_done(self, person, many):
        await self.until(lambda: ((told := self.told(person)) >= many, told))
        await self.until(lambda: ((waiting := self.waiting(person)) == 0, waiting))
        await self.until(lambda: ((left := self.number("user_service.outbox")) == 0, left))
        self.assertEqual(self.told(person), many)

    async def someone(self):
        person = await shop.customer(self.client)
        await self.until(lambda: (self.waiting(person) == 0, "the mails of registering"))
        return person

    def publish(self, person, many):
        # What each of so many accounts that change would: \x08 is the field of the account's number.
        digits, payload = person.id, b"\x08"
        while digits > 127:
            payload += bytes([digits & 127 | 128])
            digits >>= 7
        payload += bytes([digits])
        self.platform.servers.sql(
            "INSERT INTO user_service.outbox (event_id, type, key, payload, traceparent, occurred_at, deliver_at, due_at,"
            " leased_until, attempts, failures, subscribers, last_error)"
            " SELECT GEN_RANDOM_UUID(), 'ecommerce.user.v1.PasswordChanged', n % 100,"
            f" '\\x{payload.hex()}', '', NOW(), NOW(), NOW(), NOW(), 0, 0, '{{notification}}', ''"
            f" FROM GENERATE_SERIES(1, {many}) AS n"
        )


class Draining(DrainCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="ecommerce-drain-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.settings = {"notification": {"mail": {"folder": folder.name, "from": "shop@test.example"}}}
        super().setUpClass()

    def written(self):
        with os.scandir(self.folder) as files:
            return sum(file.name.endswith(".eml") for file in files)

    async def test_each_is_told_once_whatever_is_killed(self):
        platform = self.platform
        person = await self.someone()
        before, began = self.written(), time.monotonic()

        async def drained(share):
            await self.until(lambda: ((count := self.written() - before) >= MANY * share, count))

        self.publish(person, MANY)
        for round_ in range(1, KILLS + 1):
            await drained(round_ / (KILLS + 2))
            if round_ == 3:
                # The store goes under a program that runs: mails go on without it, and with it when it is back.
                await asyncio.to_thread(platform.servers.stop, "kv")
                await drained(0.65)
                await asyncio.to_thread(platform.servers.start)
                await drained(0.7)
            await asyncio.to_thread(platform.kill)
            if round_ == 1:
                await asyncio.to_thread(platform.servers.stop, "kv")
                await asyncio.to_thread(platform.servers.start)
            elif round_ == 2:
                await asyncio.to_thread(platform.servers.restart_postgres)
            await asyncio.to_thread(platform.serve)
        await self.until_done(person, MANY)
        print(f"{MANY} notifications and their mails drained in {time.monotonic() - began:.0f} s")
        self.assertEqual(self.written() - before, MANY)
        ids = collections.Counter(
            line
            for file in self.folder.glob("*.eml")
            for line in file.read_text("utf-8").splitlines()
            if line.startswith("Message-ID:")
        )
        self.assertEqual(set(ids.values()), {1})
        await self.assert_healthy()


class DrainingOverSmtp(DrainCase):
    @classmethod
    def setUpClass(cls):
        cls.server = MailServer().start()
        cls.addClassCleanup(cls.server.remove)
        cls.settings = {"notification": {"mail": cls.server.settings()}}
        super().setUpClass()

    async def test_a_kill_repeats_one_mail_at_most(self):
        person = await self.someone()
        self.publish(person, BY_SMTP)
        subject = "Password changed"

        def sent():
            return [mail for mail in self.server.mails(person.email) if subject in mail.subject]

        for round_ in range(1, KILLS + 1):
            await self.until(lambda: ((count := len(sent())) >= BY_SMTP * round_ // (KILLS + 1), count))
            await asyncio.to_thread(self.platform.kill)
            if round_ == 2:
                await asyncio.to_thread(self.platform.servers.stop, "kv")
                await asyncio.to_thread(self.platform.servers.start)
            await asyncio.to_thread(self.platform.serve)
        await self.until_done(person, BY_SMTP)
        ids = collections.Counter(mail.message["message-id"] for mail in sent())
        self.assertEqual(len(ids), BY_SMTP)
        self.assertLessEqual(len(sent()), BY_SMTP + KILLS)
        await self.assert_healthy()


if __name__ == "__main__":
    unittest.main()
