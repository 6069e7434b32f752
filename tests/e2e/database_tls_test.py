# SPDX-License-Identifier: Apache-2.0
"""TLS to PostgreSQL, held to its certificate, with a server that lets nobody in without."""

import copy
import shutil
import unittest

from tests.support.certificates import make_certificates
from tests.support.platform import Platform


class DatabaseTls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.certificates = make_certificates()
        cls.addClassCleanup(shutil.rmtree, cls.certificates, ignore_errors=True)
        cls.platform = Platform(own_servers=("--tls", str(cls.certificates)))
        cls.addClassCleanup(cls.platform.remove)
        database = cls.platform.settings["database"]
        for name in ("source", "server"):  # how they are met is said beside them
            database[name] = database[name].partition("?")[0]
        cls.settings = cls.platform.settings
        cls.platform.settings = cls.changed(sslmode="verify-full", sslrootcert=str(cls.certificates / "ca.crt"))
        cls.platform.write_settings()
        cls.platform.run("migrate", "up")

    @classmethod
    def changed(cls, **database):
        settings = copy.deepcopy(cls.settings)
        settings["database"].update(database)
        return settings

    def tearDown(self):
        self.platform.settings = self.changed(
            sslmode="verify-full", sslrootcert=str(self.certificates / "ca.crt")
        )

    def refused(self, command, **database):
        self.platform.settings = self.changed(**database)
        self.platform.write_settings()
        code, said, log = self.platform.run_apart(*command)
        self.assertEqual((code, said), (1, ""))
        self.assertEqual(log.count("\n"), 1, log)
        return log

    def test_the_right_authority_lets_services_start_and_work(self):
        self.platform.write_settings()
        self.platform.serve()
        self.assertTrue(self.platform.alive())
        self.assertEqual(self.platform.doctor()[0], 0)
        self.platform.stop()

    def test_a_server_of_another_authority_is_refused_in_one_line(self):
        for command in (["serve", "order"], ["migrate", "status"]):
            log = self.refused(command, sslmode="verify-full", sslrootcert=str(self.certificates / "stranger.crt"))
            self.assertIn("Cannot connect to the database", log)
            self.assertIn("certificate verify failed", log)

    def test_a_server_of_another_name_is_refused_in_one_line(self):
        server = self.settings["database"]["server"].replace("127.0.0.1", "localhost")
        log = self.refused(
            ["serve", "order"], server=server, sslmode="verify-full", sslrootcert=str(self.certificates / "ca.crt")
        )
        self.assertIn("does not match host name", log)

    def test_an_authority_that_is_not_there_is_said_in_one_line(self):
        log = self.refused(["serve", "order"], sslmode="verify-full", sslrootcert="/nowhere/ca.crt")
        self.assertIn("/nowhere/ca.crt", log)

    def test_without_encryption_the_server_refuses_and_that_is_one_line(self):
        log = self.refused(["serve", "order"], sslmode="disable")
        self.assertIn("no encryption", log)

    def test_a_mode_that_is_none_is_no_setting(self):
        log = self.refused(["serve", "order"], sslmode="verify_full")
        self.assertIn("database.sslmode is", log)


if __name__ == "__main__":
    unittest.main()
