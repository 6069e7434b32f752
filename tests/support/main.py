# SPDX-License-Identifier: Apache-2.0
"""Runs one file of tests, as `python3 -m tests.support.main tests/e2e/purchase_test.py [unittest options]`.

With GTEST_OUTPUT=xml:FOLDER/ it leaves a report there, as the other programs of tests do, named by TEST_NAME.
"""

import importlib.util
import os
import pathlib
import signal
import sys
import unittest
import xml.etree.ElementTree as xml


class Result(unittest.TextTestResult):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.cases = {}

    def startTest(self, test):
        super().startTest(test)
        self.cases[test.id()] = ""

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.cases[test.id()] = self._exc_info_to_string(err, test)

    def addError(self, test, err):
        super().addError(test, err)
        self.cases[test.id()] = self._exc_info_to_string(err, test)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.cases[subtest.id()] = self._exc_info_to_string(err, test)


def report(result, name):
    wanted = os.environ.get("GTEST_OUTPUT", "")
    if not wanted.startswith("xml:"):
        return
    suites = xml.Element("testsuites")
    suite = xml.SubElement(suites, "testsuite", name=name)
    for case, failure in result.cases.items():
        words = case.split(".", 2)
        element = xml.SubElement(suite, "testcase", classname=words[1], name=words[-1], status="run")
        if failure:
            xml.SubElement(element, "failure", message=failure)
    xml.ElementTree(suites).write(pathlib.Path(wanted[4:]) / f"{name}.xml")


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that what was started is stopped
    path = pathlib.Path(sys.argv[1])
    name = os.environ.get("TEST_NAME", path.stem)
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
    specification = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(specification)
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    runner = unittest.TextTestRunner(verbosity=2, resultclass=Result)
    program = unittest.main(module=module, argv=[name, *sys.argv[2:]], testRunner=runner, exit=False)
    report(program.result, name)
    if program.result.testsRun == 0:
        sys.exit("no test ran")
    sys.exit(not program.result.wasSuccessful())


if __name__ == "__main__":
    main()
