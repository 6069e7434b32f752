# SPDX-License-Identifier: Apache-2.0
"""A service that tools/new_service writes builds, passes its tests and runs in both shapes, with no other edit."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME = "wishlist"


class NewService(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Beside the build folder, so that the compiler's cache knows the paths.
        cls.tree = pathlib.Path(tempfile.mkdtemp(prefix="new-service-", dir=ROOT / "build"))
        cls.addClassCleanup(shutil.rmtree, cls.tree, ignore_errors=True)
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        for name in filter(None, listed.decode().split("\0")):
            if not name.startswith("web/") and (ROOT / name).is_file():
                (cls.tree / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, cls.tree / name)
        if (ROOT / "build/regions").is_dir():
            shutil.copytree(ROOT / "build/regions", cls.tree / "build/regions")

    def run_there(self, *command, **variables):
        done = subprocess.run(command, cwd=self.tree, env={**os.environ, **variables}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, done.stdout[-4000:])

    def test_it_needs_nothing_but_its_name(self):
        self.run_there("tools/new_service", NAME)
        self.run_there("python3", "tools/tidy/tidy.py")
        self.run_there("tools/build", "release", f"service_{NAME}_test", f"service_{NAME}_itest", "ecommerce")
        programs = self.tree / "build/release/bin"
        self.run_there(programs / f"service_{NAME}_test", GTEST_OUTPUT="")
        self.run_there(programs / f"service_{NAME}_itest", GTEST_OUTPUT="")
        self.run_there("python3", "-B", "-m", "tests.support.main", "tests/access/matrix_test.py", "-k", "Matrix",
                       ECOMMERCE_BIN=str(programs / "ecommerce"), GTEST_OUTPUT="", TEST_NAME="matrix")

    def test_a_name_that_cannot_be_is_refused_in_one_sentence(self):
        for name in ("", "Wishlist", "gift_card", "category", "class", "http", "brand", "fail", "news"):
            with self.subTest(name):
                done = subprocess.run(["tools/new_service", name], cwd=self.tree, capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (1, "", 1), done.stderr)

    def test_the_longest_name_makes_words_and_short_lines(self):
        name = "counterrevolutionary"
        self.run_there("tools/new_service", name)
        for kind in ("api", "application"):
            folder = self.tree / kind / name
            self.addCleanup(shutil.rmtree, folder)
            for path in filter(pathlib.Path.is_file, folder.rglob("*")):
                text = path.read_text(encoding="utf-8")
                self.assertNotRegex(text, f"[a-z]{name}", path)
                if path.suffix == ".proto":
                    self.assertLessEqual(max(map(len, text.splitlines())), 80, path)
        contract = (self.tree / "api" / name / "v1" / f"{name}_service.proto").read_text(encoding="utf-8")
        self.assertIn('"/v1/counterrevolutionaries/{id}"', contract)


if __name__ == "__main__":
    unittest.main()
