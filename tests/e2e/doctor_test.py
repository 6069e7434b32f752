# SPDX-License-Identifier: Apache-2.0
"""What the doctor says of a thousand checkouts, and of the database below them."""

import json
import unittest

from bench.growth import seed
from tests.support.platform import Platform


class Doctor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.platform = Platform()
        cls.addClassCleanup(cls.platform.remove)
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")
        seed.fill(cls.platform.servers.source, seed.sizes(1000, narrow=True))
        cls.ids = [row[0] for row in cls.platform.servers.sql('SELECT checkout_id FROM order_service.orders ORDER BY checkout_id COLLATE "C"')]

    def doctor(self, *options):
        code, said, log = self.platform.run_apart("doctor", *options)
        return code, said, log

    def test_a_seed_is_as_purchases_would_have_left_it(self):
        code, said, log = self.doctor()
        self.assertEqual((code, said), (0, "1000 checkouts compared, 0 violations.\n"), log)

    def test_a_run_goes_on_behind_a_checkout_and_a_sample_is_as_large_as_it_is_said(self):
        code, said, _ = self.doctor("--from", self.ids[599])
        self.assertEqual((code, said), (0, "400 checkouts compared, 0 violations.\n"))
        code, said, _ = self.doctor("--sample", "300")
        self.assertEqual((code, said), (0, "300 checkouts compared, 0 violations.\n"))
        for options in (["--sample", "many"], ["--sample", "0"], ["--sample", "5", "--from", "c"]):
            code, said, log = self.doctor(*options)
            self.assertEqual((code, said), (1, ""), options)
            self.assertIn("ecommerce: --", log)

    def test_damage_is_told_of_by_its_checkout(self):
        platform, damaged = self.platform, self.ids[700]
        change = "UPDATE payment_service.payments SET amount_minor = amount_minor {} WHERE checkout_id = '{}'"
        platform.servers.sql(change.format("+ 1", damaged))
        try:
            code, said, log = self.doctor()
            self.assertEqual(code, 1, log)
            self.assertIn(f"the payment's amount is the sum of its orders\n    checkout {damaged}: ", said)
            self.assertIn("payment: broken: a payment's amount is the sum of its parts", said)
            self.assertEqual(self.doctor("--sample", "1000")[0], 1)
        finally:
            platform.servers.sql(change.format("- 1", damaged))

    def test_the_database_is_told_of_in_sentences_and_as_json(self):
        fsync = self.platform.servers.sql("SHOW fsync")[0][0]
        code, said, log = self.doctor("--database")
        self.assertEqual(code, 0 if fsync == "on" else 1, said + log)
        self.assertIn("table product_service.products: ", said)
        self.assertEqual("wrong: fsync is off: a crash of the machine destroys the database. Set it on." in said, fsync == "off")
        report = json.loads(self.doctor("--database", "--json")[1])
        self.assertEqual(set(report), {"findings", "figures", "unseen"})
        self.assertIn("database", [figure["name"] for figure in report["figures"]])
        self.assertEqual("fsync is off" in str(report["findings"]), fsync == "off")


if __name__ == "__main__":
    unittest.main()
