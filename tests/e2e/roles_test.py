# SPDX-License-Identifier: Apache-2.0
"""A service's process has its own account in PostgreSQL and no other: not the owner's, not a neighbour's."""

import copy
import json
import os
import subprocess
import time
import unittest
import urllib.request

from tests.support.platform import BINARY, WITH_DATABASE, Platform
from tests.support.servers import run_sql


class Roles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Servers of its own, because roles belong to the whole server and get other passwords here.
        cls.platform = Platform(own_servers=True)
        cls.addClassCleanup(cls.platform.remove)
        cls.secrets = cls.platform.folder / "secrets"
        del cls.platform.settings["postgres"]
        cls.platform.settings["secrets"] = {"directory": str(cls.secrets), "generate": True}
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")

    def password(self, service):
        return (self.secrets / f"postgres.{service}.password").read_text(encoding="ascii").strip()

    def alone(self, account=None):
        """The folder of settings of a process for orders, with `account` as its own."""
        settings = copy.deepcopy(self.platform.settings)
        del settings["database"]["source"], settings["secrets"]
        if account is not None:
            settings["postgres"] = {"order": account}
        folder = self.platform.folder / self.id().rpartition(".")[2]
        folder.mkdir(exist_ok=True)
        (folder / "order.yaml").write_text(json.dumps(settings), encoding="utf-8")
        return folder

    @staticmethod
    def environment():
        return {key: value for key, value in os.environ.items() if "DB_" not in key and not key.startswith("ECOMMERCE_")}

    def migrate(self, conf):
        return subprocess.run(
            [BINARY, "migrate", "up", "-conf", conf], capture_output=True, text=True, env=self.environment(), check=False
        )

    def start(self, conf, **environment):
        process = subprocess.Popen(
            [BINARY, "serve", "order", "-conf", conf],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment() | environment,
            cwd=conf,
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def assert_works(self, process):
        url = f"http://127.0.0.1:{self.platform.ports['order']}/readyz"
        give_up = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < give_up:
            try:
                with urllib.request.urlopen(url, timeout=5) as reply:
                    self.assertEqual(reply.status, 200)
                    break
            except OSError:
                time.sleep(0.05)
        else:
            self.fail(f"it ended with {process.returncode}: {process.stderr.read()}")
        process.terminate()
        self.assertEqual(process.wait(60), 0)

    def assert_refused(self, process, sentence):
        _, said = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1, said)
        self.assertEqual(said.count("\n"), 1, said)
        self.assertRegex(said, sentence)
        self.assertNotIn(self.password("order"), said)

    def as_role(self, service, sql):
        account = f"//ecommerce_{service}:{self.password(service)}@"
        return run_sql(self.platform.servers.address.replace("//", account, 1), sql)

    def test_migrating_makes_a_secret_for_each_role_once(self):
        made = {path.name: path.stat().st_mode & 0o777 for path in self.secrets.glob("postgres.*")}
        self.assertEqual(made, {f"postgres.{service}.password": 0o600 for service in WITH_DATABASE})
        before = self.password("order")
        self.platform.run("migrate", "up")
        self.assertEqual(self.password("order"), before)
        self.assertEqual(len({self.password(service) for service in WITH_DATABASE}), len(WITH_DATABASE))

    def test_a_service_starts_with_its_own_secret_alone(self):
        self.assert_works(self.start(self.alone({"password": self.password("order")})))

    def test_the_secret_may_be_a_mounted_file(self):
        path = self.platform.folder / "mounted" / "postgres.order.password"
        path.parent.mkdir()
        path.write_text(self.password("order") + "\n", encoding="ascii")
        self.assert_works(self.start(self.alone(), ECOMMERCE_SECRETS_DIRECTORY=str(path.parent)))
        self.assert_works(self.start(self.alone(), ECOMMERCE_POSTGRES_ORDER_PASSWORD_FILE=str(path)))

    def test_a_service_may_have_a_server_of_its_own(self):
        source = self.platform.servers.address.replace("//", f"//ecommerce_order:{self.password('order')}@", 1)
        self.assert_works(self.start(self.alone(), ECOMMERCE_POSTGRES_ORDER_SOURCE=source))

    def test_without_its_secret_it_says_so_and_ends(self):
        self.assert_refused(self.start(self.alone()), r"^ecommerce: postgres\.order\.password is required")

    def test_with_anothers_secret_it_says_so_and_ends(self):
        process = self.start(self.alone({"password": self.password("cart")}))
        self.assert_refused(process, 'The service order cannot use its schema.*failed for user "ecommerce_order"')

    def test_with_anothers_account_it_reaches_nothing_of_its_own(self):
        process = self.start(self.alone({"user": "ecommerce_cart", "password": self.password("cart")}))
        self.assert_refused(process, "permission denied for schema order_service")

    def test_a_role_reaches_no_other_schema(self):
        self.assertEqual(self.as_role("order", "SELECT COUNT(*) FROM order_service.orders"), [["0"]])
        for sql in (
            "SELECT * FROM cart_service.schema_migrations",
            "DELETE FROM payment_service.payments",
            "CREATE TABLE order_service.mine (id BIGINT)",
            "CREATE SCHEMA mine",
            "SET ROLE ecommerce_cart",
            "SET ROLE ecommerce",
            "ALTER ROLE ecommerce_cart PASSWORD 'x'",
        ):
            with self.subTest(sql), self.assertRaisesRegex(RuntimeError, "permission denied|must be"):
                self.as_role("order", sql)

    def test_the_password_follows_what_the_operator_says(self):
        settings = copy.deepcopy(self.platform.settings)
        settings["postgres"] = {"category": {"password": "chosen-by-the-operator"}}
        conf = self.platform.folder / "operator"
        conf.mkdir()
        (conf / "a.yaml").write_text(json.dumps(settings), encoding="utf-8")
        done = self.migrate(conf)
        self.assertEqual(done.returncode, 0, done.stderr)
        with self.assertRaisesRegex(RuntimeError, "password authentication failed"):
            self.as_role("category", "SELECT 1")
        self.platform.run("migrate", "up")
        self.assertEqual(self.as_role("category", "SELECT 1"), [["1"]])

    def test_only_the_owner_migrates(self):
        done = self.migrate(self.alone())
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("ecommerce: database.source is required", done.stderr)


if __name__ == "__main__":
    unittest.main()
