# SPDX-License-Identifier: Apache-2.0
"""Commands answer on standard output and log on standard error, however much they log."""

import json
import shutil
import subprocess
import unittest

from tests.support.platform import BINARY, PORTS, Platform, environment


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.platform = Platform(settings={"telemetry": {"log_level": "debug"}})
        cls.addClassCleanup(cls.platform.remove)
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")

    def test_the_doctor_says_nothing_but_what_it_found(self):
        code, said, log = self.platform.run_apart("doctor")
        self.assertEqual((code, said), (0, "0 checkouts compared, 0 violations.\n"), log)
        lines = [json.loads(line) for line in log.splitlines()]
        self.assertTrue(any(line["level"] == "debug" for line in lines), log)

    def test_the_api_document_can_be_piped(self):
        code, said, log = self.platform.run_apart("openapi")
        self.assertEqual((code, log), (0, ""))
        self.assertIn("/v1/checkout", json.loads(said)["paths"])

    def test_every_service_has_ports_and_says_what_it_serves(self):
        ports = {row.split()[0]: row.split()[1:] for row in self.platform.run_apart("ports")[1].splitlines()}
        self.assertEqual(ports["gateway"], ["30000", "-"])
        self.assertEqual(ports["order"], ["30009", "30010"])
        served = {tuple(row.split()) for row in self.platform.run_apart("services")[1].splitlines()}
        self.assertIn(("order", "ecommerce.order.v1.ShopOrderService"), served)
        self.assertEqual({service for service, _ in served} | {"gateway"}, set(ports), "there are no others")

    def test_the_install_step_makes_a_name_for_each_service(self):
        folder = self.platform.installed()
        names = {path.name: path.is_symlink() for path in folder.iterdir()}
        self.assertEqual(names.pop("ecommerce"), False)
        self.assertEqual(names.pop("ecommerce-picture-encoder"), False)
        names.pop("ecommerce-demo", None)  # where it was built
        self.assertEqual(names, dict.fromkeys(PORTS, True))
        done = subprocess.run([folder / "order", "nonsense"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("There is no service nonsense.", done.stderr)  # it serves what it is told beside "order"

    def test_a_part_of_the_installation_that_is_missing_is_named(self):
        alone = self.platform.folder / "alone" / "ecommerce"
        alone.parent.mkdir()
        shutil.copy2(BINARY, alone)
        serve = [alone, "serve", "-conf", self.platform.folder / "conf"]
        done = subprocess.run(serve, capture_output=True, text=True, env=environment(), check=False)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn("ecommerce-picture-encoder", done.stderr)

    def test_printed_settings_can_be_piped(self):
        code, said, log = self.platform.run_apart("config", "print")
        self.assertEqual(code, 0, log)
        self.assertIn("log_level: debug", said)
        self.assertNotIn('"level"', said)

    def test_a_refused_command_says_why_on_standard_error(self):
        code, said, log = self.platform.run_apart("make-admin", "nobody@example.com")
        self.assertEqual((code, said), (1, ""))
        self.assertIn("ecommerce: There is no account nobody@example.com. Register it first.", log)


if __name__ == "__main__":
    unittest.main()
