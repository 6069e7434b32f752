# SPDX-License-Identifier: Apache-2.0
"""Mails over a real server with TLS and login: forgotten passwords, addresses confirmed and changed, news of orders."""

import asyncio
import hashlib
import hmac
import json
import time
import unittest

from tests.support import market as shop
from tests.support.case import PlatformCase, in_both_shapes
from tests.support.mail import BOUNCE_SECRET, SENDER, MailServer

NEW_PASSWORD = "another-Good-pass-2026"


class MailCase(PlatformCase):
    security = "starttls"
    authority = "ca"

    @classmethod
    def setUpClass(cls):
        cls.server = MailServer(cls.security).start()
        cls.addClassCleanup(cls.server.remove)
        cls.settings = {"notification": {"mail": cls.server.settings(cls.authority)}}
        super().setUpClass()

    async def mail(self, reader, subject, number=1):
        """The newest of so many to the reader about something."""
        found = []

        async def count():
            found[:] = [mail for mail in self.server.mails(reader) if subject in mail.subject]
            return len(found)

        await shop.eventually(count, number)
        return found[-1]

    async def post(self, path, body, status=200, reason="", token=None):
        reply = await self.client.post(path, body, token=token)
        self.assertEqual((reply.status, reply.reason), (status, reason), reply)
        return reply

    async def confirmed(self, account):
        mail = await self.mail(account.email, "Confirm your e-mail")
        await self.post("/v1/users:confirmEmail", {"token": mail.token})
        return account

    async def signs_in(self, email, password):
        return (await self.client.post("/v1/auth/login", {"account": email, "password": password})).status == 200


@in_both_shapes
class Mails(MailCase):
    async def test_administrators_write_the_words_of_messages(self):
        client, admin = self.client, self.market.admin
        key = {"type": "PASSWORD_CHANGED", "channel": "CHANNEL_MAIL", "language": "TEMPLATE_LANGUAGE_EN"}
        words = {"key": key, "title": "Somebody has a new password", "body": "Was it you?"}
        path = "/v1/admin/templates"
        self.assert_problem(await client.post(f"{path}:save", words, token=self.market.sellers[0].token), 403)
        broken = await self.post(f"{path}:save", {**words, "title": "{nothing}"}, 400, "INVALID_FIELD", admin.token)
        self.assertIn("title", str(broken.json()))
        shown = (await self.post(f"{path}:preview", words, token=admin.token)).json()
        self.assertIn("Was it you?", shown["html"])
        listed = shop.need("list", await client.get(path, token=admin.token))["templates"]
        version = next(each["version"] for each in listed if each["key"] == key)
        saved = (await self.post(f"{path}:save", {**words, "version": version}, token=admin.token)).json()
        self.assertEqual(saved["version"], version + 1)
        await self.post(f"{path}:save", {**words, "version": version}, 409, "TEMPLATE_CHANGED", admin.token)
        query = "&".join(f"key.{name}={value}" for name, value in key.items())
        versions = shop.need("versions", await client.get(f"{path}:versions?{query}", token=admin.token))["versions"]
        self.assertEqual(versions[0]["title"], words["title"])

        async def tested():
            await self.post(f"{path}:sendTestMail", {"type": "PASSWORD_CHANGED"}, token=admin.token)
            await asyncio.sleep(0.5)
            return any(words["title"] in mail.subject for mail in self.server.mails(admin.email))

        # Another process may know the words some seconds later.
        await shop.eventually(tested, True)
        back = {"key": key, "version": version + 1, "toVersion": 0}
        await self.post(f"{path}:restore", back, token=admin.token)

    async def test_a_forgotten_password_is_set_anew_by_one_link(self):
        person = await shop.customer(self.client)
        other = await shop.sign_in(self.client, shop.Account(person.email))
        known = await self.post("/v1/users:requestPasswordReset", {"email": person.email.upper(), "language": "LANGUAGE_EN"})
        unknown = await self.post("/v1/users:requestPasswordReset", {"email": "nobody@test.example"})
        self.assertEqual((known.body, set(known.headers)), (unknown.body, set(unknown.headers)))
        mail = await self.mail(person.email, "Set a new password")
        self.assertEqual(mail.envelope["from"], SENDER)
        self.assertTrue(mail.envelope["tls"] and mail.envelope["signed_in"])
        self.assertEqual(mail.message["content-language"], "en")
        self.assertIn(f"http://shop.example/reset-password#{mail.token}", mail.part("plain"))
        body = {"token": mail.token, "newPassword": NEW_PASSWORD, "confirmPassword": NEW_PASSWORD}
        await self.post("/v1/users:resetPassword", {**body, "token": mail.token + "x"}, 409, "LINK_INVALID")
        replies = await asyncio.gather(*(self.client.post("/v1/users:resetPassword", body) for _ in range(5)))
        self.assertEqual(sorted(reply.status for reply in replies), [200, 409, 409, 409, 409])
        self.assertTrue(await self.signs_in(person.email, NEW_PASSWORD))
        self.assertFalse(await self.signs_in(person.email, shop.PASSWORD))
        for session in (person, other):

            async def ended(token=session.token):
                return (await self.client.get("/v1/users/me", token=token)).status

            await shop.eventually(ended, 401)
        await self.mail(person.email, "Password changed")
        self.assertEqual(self.server.mails("nobody@test.example"), [])
        await self.assert_healthy()

    async def test_an_address_is_confirmed_and_changed(self):
        person = await shop.customer(self.client)
        own = "/v1/users/me/email"
        self.assertEqual(shop.need("me", await self.client.get(own, token=person.token))["confirmed"], False)
        await self.confirmed(person)
        self.assertEqual(shop.need("me", await self.client.get(own, token=person.token))["confirmed"], True)
        await self.post(own + ":sendConfirmation", {}, token=person.token)
        wanted, former = shop.unique("new") + "@test.example", person.email
        change = {"password": shop.PASSWORD, "email": wanted}
        shop.need("change", await self.client.request("PUT", own, json=change, token=person.token))
        self.assertTrue(await self.signs_in(former, shop.PASSWORD))
        await self.mail(former, "Change of e-mail address")
        link = await self.mail(wanted, "Confirm your new e-mail")
        await self.post("/v1/users:confirmEmail", {"token": link.token})
        await self.post("/v1/users:confirmEmail", {"token": link.token}, 409, "LINK_INVALID")
        self.assertFalse(await self.signs_in(former, shop.PASSWORD))
        self.assertTrue(await self.signs_in(wanted, shop.PASSWORD))
        self.assertEqual((await self.client.get("/v1/users/me", token=person.token)).status, 200)
        await self.mail(former, "E-mail address changed")
        self.assertEqual(len(self.server.mails(wanted)), 1)
        taken = await shop.customer(self.client)
        change = {"password": shop.PASSWORD, "email": taken.email}
        shop.need("change", await self.client.request("PUT", own, json=change, token=person.token))
        link = await self.mail(taken.email, "Confirm your new e-mail")
        await self.post("/v1/users:confirmEmail", {"token": link.token}, 409, "EMAIL_TAKEN")
        await self.assert_healthy()

    async def test_news_go_to_confirmed_addresses_as_chosen(self):
        client, seller = self.client, self.market.sellers[0]
        reader = await self.confirmed(await shop.customer(client))
        silent, unconfirmed = await self.confirmed(await shop.customer(client)), await shop.customer(client)
        choice = {"kind": "NOTIFICATION_KIND_TRANSACTION", "byMail": False}
        chosen = await client.request("PUT", "/v1/notifications/mail-choices", json=choice, token=silent.token)
        shop.need("choose", chosen)
        for buyer in (silent, unconfirmed, reader):
            placed, _ = await shop.paid_order(client, buyer, shop.lines(self.market.skus[0]))
        number = placed["orders"][0]["orderNo"]
        mail = await self.mail(reader.email, "Payment received")
        self.assertIn(f"http://shop.example/orders/{number}", mail.part("plain"))
        self.assertIn("付款成功", mail.subject)
        shop.need("ship", await shop.ship(client, seller, number))
        await self.mail(reader.email, "Parcel on its way")
        for buyer in (silent, unconfirmed):
            self.assertEqual([mail.subject for mail in self.server.mails(buyer.email) if "Payment" in mail.subject], [])

    async def test_a_server_that_is_down_loses_nothing_and_repeats_nothing(self):
        self.server.stop()
        people = [await shop.register(self.client) for _ in range(12)]
        await asyncio.sleep(2.5)
        self.server.start()
        for person in people:
            await self.mail(person.email, "Confirm your e-mail")

        async def left():
            return self.platform.servers.sql("SELECT COUNT(*) FROM notification_service.mails WHERE died_at IS NULL")[0][0]

        await shop.eventually(left, "0")
        for person in people:
            self.assertEqual(len(self.server.mails(person.email)), 1)

    async def test_who_is_refused_is_dead_until_an_administrator_tries_again(self):
        refused, greylisted = shop.unique("refused") + "@test.example", shop.unique("grey") + "@test.example"
        self.server.refuse(("550", refused), ("451", greylisted))
        for address in (greylisted, refused):
            body = {"email": address, "password": shop.PASSWORD, "confirmPassword": shop.PASSWORD}
            await self.post("/v1/users", body)
        boss, dead = self.market.admin, []

        async def listed():
            said = shop.need("list", await self.client.get("/v1/admin/dead-mails", token=boss.token))
            dead[:] = said.get("mails", [])
            return tuple(mail["replyCode"] for mail in dead)

        await shop.eventually(listed, (550,))
        self.assertNotIn(refused, str(dead))
        self.server.refuse()
        await self.post(f"/v1/admin/dead-mails/{dead[0]['id']}:replay", {}, token=boss.token)
        for address in (refused, greylisted):
            await self.mail(address, "Confirm your e-mail")
        self.assertEqual(await listed(), ())

    async def test_an_address_that_takes_no_mails_is_noted_until_it_is_confirmed_again(self):
        person = await self.confirmed(await shop.customer(self.client))

        async def undeliverable():
            said = await self.client.get("/v1/users/me/email", token=person.token)
            return shop.need("me", said).get("undeliverable", False)

        self.server.refuse(("550", person.email))
        await self.post("/v1/users:requestPasswordReset", {"email": person.email})
        await shop.eventually(undeliverable, True)
        self.server.refuse()
        await self.post("/v1/users/me/email:sendConfirmation", {}, token=person.token)
        again = await self.mail(person.email, "Confirm your e-mail", 2)
        await self.post("/v1/users:confirmEmail", {"token": again.token})
        self.assertEqual(await undeliverable(), False)
        body = json.dumps({"bounces": [{"email": person.email.upper(), "type": "BOUNCE_TYPE_PERMANENT"}]})
        seconds = str(int(time.time()))
        mac = hmac.new(BOUNCE_SECRET.encode(), f"{seconds}.{body}".encode(), hashlib.sha256).hexdigest()
        for signature, status in ((f"t={seconds},v1={'0' * 64}", 401), (f"t={seconds},v1={mac}", 200)):
            headers = {"mail-signature": signature}
            told = await self.client.request("POST", "/v1/mail-bounces", body=body.encode(), headers=headers)
            self.assertEqual(told.status, status, told)
        self.assertEqual(await undeliverable(), True)

    async def test_a_kill_repeats_one_mail_at_most(self):
        people = []
        for _ in range(3):
            people += await asyncio.gather(*(shop.register(self.client) for _ in range(8)))
            self.platform.kill()
            self.platform.serve()
        for person in people:

            async def came(reader=person.email):
                return len(self.server.mails(reader)) > 0

            await shop.eventually(came, True, seconds=150)
        repeated = [person for person in people if len(self.server.mails(person.email)) > 1]
        self.assertLessEqual(len(repeated), 3)
        for person in repeated:
            self.assertEqual(len({mail.message["message-id"] for mail in self.server.mails(person.email)}), 1)

    async def test_neither_passwords_nor_tokens_are_logged_or_kept(self):
        person = await shop.customer(self.client)
        await self.post("/v1/users:requestPasswordReset", {"email": person.email})
        token = (await self.mail(person.email, "Set a new password")).token
        log = self.platform.log(100_000)
        for secret in (token, token.rsplit(".", 1)[1], person.email, self.server.settings()["password"]):
            self.assertNotIn(secret, log)


class OverTls(MailCase):
    security = "tls"

    async def test_tls_from_the_first_byte(self):
        person = await shop.register(self.client)
        mail = await self.mail(person.email, "Confirm your e-mail")
        self.assertTrue(mail.envelope["tls"] and mail.envelope["signed_in"])


class Strangers(MailCase):
    authority = "stranger"  # which has not signed the server's certificate

    async def test_nothing_is_said_to_a_stranger(self):
        await shop.register(self.client)

        async def attempts():
            said = self.platform.servers.sql("SELECT MAX(attempts) FROM notification_service.mails")
            return int(said[0][0] or 0) > 0

        await shop.eventually(attempts, True)
        self.assertEqual(self.server.mails(), [])


class Files(PlatformCase):
    settings = {"notification": {"mail": {"folder": "mails", "from": SENDER}}}

    async def test_without_a_server_mails_are_files(self):
        person = await shop.register(self.client)
        folder = self.platform.folder / "mails"

        async def mails():
            return [path.read_text(encoding="utf-8") for path in folder.glob("*.eml") if person.email in path.read_text(encoding="utf-8")]

        found = []

        async def count():
            found[:] = await mails()
            return len(found)

        await shop.eventually(count, 1)
        self.assertIn("/confirm-email#", found[0])
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        self.assertIn("mails/*.eml", self.platform.log(1000))

    async def test_many_accounts_do_not_flood_one_address(self):
        said = set()
        for person in await self.market.signed_in_crowd(self.client, 12):
            body = {"email": "victim@test.example", "password": shop.PASSWORD}
            reply = await self.client.request("PUT", "/v1/users/me/email", json=body, token=person.token)
            said.add((reply.status, reply.reason))
        self.assertEqual(said, {(200, ""), (429, "TOO_MANY_ATTEMPTS")})

    def test_settings_that_are_not_safe_are_refused(self):
        mail = self.platform.settings["notification"]["mail"]
        self.platform.stop()
        for changed, said in (
            ({"host": "mail.example", "security": "none"}, "on this machine"),
            ({"from": "Shop <a@b>"}, "notification.mail.from"),
            ({"host": "mail.example", "links": "http://127.0.0.1:30000"}, "notification.mail.links"),
            ({"security": "maybe"}, "notification.mail.security"),
        ):
            self.platform.settings["notification"]["mail"] = {**mail, **changed}
            self.platform.write_settings()
            code, _, log = self.platform.run_apart("serve")
            self.assertEqual(code, 1)
            self.assertIn(said, log)
        self.platform.settings["notification"]["mail"] = mail
        self.platform.write_settings()
        self.platform.serve()


del MailCase
if __name__ == "__main__":
    unittest.main()
