# SPDX-License-Identifier: Apache-2.0
"""Servers with databases of several sizes, and the program over one of them."""

import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import seed

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "growth"
PROGRAM = ROOT / "build" / "release" / "bin"
PORT = 30880
TICK = os.sysconf("SC_CLK_TCK")


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-2000:]}{done.stdout[-2000:]}")
    return done.stdout


class Servers:
    """PostgreSQL and the key-value store; their data stay in build/growth until remove()."""

    def __init__(self):
        WORK.mkdir(parents=True, exist_ok=True)
        run(ROOT / "tools/servers", "start", WORK / "servers", "--pg-port", "0", "--kv-port", "0")
        text = run(ROOT / "tools/servers", "env", WORK / "servers").replace("'", "")
        self.env = dict(line.split("=", 1) for line in text.splitlines())

    def source(self, database):
        return re.sub(r"/[^/?]+\?", f"/{database}?", self.env["DB_SOURCE"])

    def server(self, database):
        return re.sub(r"/[^/?]+\?", f"/{database}?", self.env["DB_SERVER"])

    def sql(self, database, text):
        out = run("psql", "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", self.source(database), input=text)
        return [line.split("\t") for line in out.splitlines()]

    def make(self, size):
        """The database of a size ("1m"), unless an earlier run left it. Seconds that it took."""
        begun = time.monotonic()
        name = f"growth_{size}"
        if not self.sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self.sql("postgres", f"CREATE DATABASE {name}")
        Program(self, name).command("migrate", "up")
        if not self.sql(name, "SELECT 1 FROM user_service.users LIMIT 1"):
            seed.fill(self.source(name), seed.sizes(seed.SIZES[size]))
        return round(time.monotonic() - begun)

    def stop(self):
        run(ROOT / "tools/servers", "stop", WORK / "servers")

    def remove(self):
        run(ROOT / "tools/servers", "remove", WORK / "servers")


class Program:
    """`with Program(servers, database) as program:` serves on PORT."""

    def __init__(self, servers, database, **settings):
        self.servers = servers
        self.folder = WORK / "conf"
        self.folder.mkdir(exist_ok=True)
        text = {
            "database": {"source": servers.source(database), "server": servers.server(database)},
            "redis": {"address": servers.env["REDIS_ADDRESS"], "password": servers.env["REDIS_PASSWORD"]},
            "secrets": {"directory": str(WORK / "secrets"), "generate": True},
            "gateway": {"port": PORT, "limits": {"enabled": False}},
            "user": {"password_attempts": {"per_address": 0}},
            "product": {"pictures_folder": str(WORK / "pictures")},
            "platform": {"open_service_ports": False},
            "order": {"unpaid_max": 10000},
            "telemetry": {"log_level": "warning"},
            **settings,
        }
        (self.folder / "growth.yaml").write_text(json.dumps(text), encoding="utf-8")
        self.process = None

    def command(self, *words):
        return run(PROGRAM / "ecommerce", *words, "-conf", self.folder)

    def __enter__(self):
        with open(WORK / "program.log", "ab") as log:
            self.process = subprocess.Popen(  # pylint: disable=consider-using-with
                [PROGRAM / "ecommerce", "serve", "-conf", self.folder], stdout=log, stderr=log
            )
        while True:
            try:
                if Api().raw("GET", "/readyz")[0] == 200:
                    return self
            except OSError:
                pass
            if self.process.poll() is not None:
                sys.exit((WORK / "program.log").read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def memory_mib(self, field="VmRSS"):
        return memory_mib(self.process.pid, field)


def memory_mib(pid, field):
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(rf"{field}:\s+(\d+) kB", text)
    return int(found.group(1)) / 1024 if found else 0


class Api:
    def __init__(self, token=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        self.headers = {"content-type": "application/json"}
        if token:
            self.headers["authorization"] = f"Bearer {token}"

    def raw(self, verb, path, body=None):
        text = None if body is None else json.dumps(body)
        self.connection.request(verb, path, text, self.headers)
        reply = self.connection.getresponse()
        return reply.status, reply.read()

    def __call__(self, verb, path, body=None):
        status, data = self.raw(verb, path, body)
        if status >= 300:
            sys.exit(f"{verb} {path}: {status} {data.decode()}")
        return json.loads(data)


def sign_in(names):
    """{name: access token} of accounts of the seed."""

    def one(name):
        account = {"account": f"{name}@growth.example", "password": "growth-pass"}
        return Api()("POST", "/v1/auth/login", account)["accessToken"]

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return dict(zip(names, pool.map(one, names)))


def requests(name, lines):
    """A file for open_loop: of (verb, path, token, body) each."""
    path = WORK / f"{name}.requests"
    with open(path, "w", encoding="utf-8") as file:
        for verb, target, token, body in lines:
            headers = [f"Authorization: Bearer {token}"] if token else []
            if body:
                headers += ["Content-Type: application/json", "Idempotency-Key: {key}"]
            file.write(f"{name}\t{verb}\t{target}\t{'|'.join(headers)}\t{body}\n")
    return path


def load(file, *options):
    """What open_loop says of a run."""
    command = [PROGRAM / "open_loop", "--port", PORT, "--requests", file, *options]
    return json.loads(run(*command))
