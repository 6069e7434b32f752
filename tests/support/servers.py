# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL and the key-value store: those that are there for all tests, or some of a test's own."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = str(ROOT / "tools" / "servers")


class Servers:
    """A database of its own, on shared servers when there are any. A test that stops servers says `own`, or gives
    further options for their start."""

    def __init__(self, own=False):
        self.folder = None
        if own or "TEST_DB_SOURCE" not in os.environ:
            self.folder = tempfile.mkdtemp(prefix="ecommerce-test-")
            os.chmod(self.folder, 0o755)
            options = own if isinstance(own, (list, tuple)) else ()
            self._tool("start", "--pg-port", "0", "--kv-port", "0", "--fsync", "off", *options)
            said = self._tool("env")
            variables = dict(line.replace("'", "").split("=", 1) for line in said.split())
            self._admin_source = variables["DB_SOURCE"]
            self.redis_address = variables["REDIS_ADDRESS"]
            self.redis_password = variables["REDIS_PASSWORD"]
        else:
            self._admin_source = os.environ["TEST_DB_SOURCE"]
            self.redis_address = os.environ["TEST_REDIS_ADDRESS"]
            self.redis_password = os.environ.get("TEST_REDIS_PASSWORD", "")
        self._database = "e2e_" + uuid.uuid4().hex[:16]
        run_sql(self._admin_source, f"CREATE DATABASE {self._database}")
        parts = urllib.parse.urlsplit(self._admin_source)
        self.source = urllib.parse.urlunsplit(parts._replace(path="/" + self._database))
        self.address = without_account(self.source)

    def sql(self, text):
        """The rows, each a list of texts."""
        return run_sql(self.source, text)

    def superuser(self, text):
        """As sql(), as the superuser of servers of the test's own."""
        done = subprocess.run(
            [TOOL, "psql", self.folder, "-A", "-t", "-F", "\t", "-d", self._database],
            input=text,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        return _rows(done, text)

    def stop(self, which):
        self._tool("stop", which)

    def start(self):
        self._tool("start")

    def restart_postgres(self):
        self._tool("restart-pg")

    def remove(self):
        if self.folder:
            self._tool("remove")
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            try:
                run_sql(self._admin_source, f"DROP DATABASE {self._database} WITH (FORCE)")
            except RuntimeError:
                # FORCE may not end an autovacuum that happens to be there; without it PostgreSQL does.
                run_sql(self._admin_source, f"DROP DATABASE {self._database}")

    def _tool(self, command, *options):
        done = subprocess.run(
            [TOOL, command, self.folder, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(f"tools/servers {command}: {done.stderr}{done.stdout}")
        return done.stdout


def without_account(source):
    parts = urllib.parse.urlsplit(source)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def run_sql(source, text):
    done = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", source],
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return _rows(done, text)


def _rows(done, text):
    if done.returncode != 0:
        raise RuntimeError(f"psql: {done.stderr}\n{text[:500]}")
    return [line.split("\t") for line in done.stdout.splitlines()]
