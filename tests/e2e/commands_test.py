# SPDX-License-Identifier: Apache-2.0
"""Commands answer on standard output and log on standard error, however much they log."""

import json
import unittest

from tests.support.platform import Platform


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
