# SPDX-License-Identifier: Apache-2.0
"""The program under test: as one process, or as one for each service and the gateway."""

import atexit
import copy
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from tests.support.servers import ROOT, Servers

BINARY = os.environ.get("ECOMMERCE_BIN", str(ROOT / "build" / "release" / "bin" / "ecommerce"))
WEBHOOK_SECRET = "57" * 32
START_SECONDS = 120  # on a machine that is busy with other tests


class Platform:
    """`shape` is "one" or "many". `settings` come over those that every test has. `own_servers` as Servers takes it, or
    the servers themselves."""

    def __init__(self, shape="one", settings=None, own_servers=False):
        self.shape = shape
        self.ports = _free_ports()
        self.servers = own_servers if isinstance(own_servers, Servers) else Servers(own_servers)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ecommerce-run-"))
        self.gateway_port = self.ports["gateway"]
        self.settings = _merge(self._base_settings(), settings or {})
        self._processes = {}
        atexit.register(self.remove)  # should the test be interrupted

    def start(self):
        self.write_settings()
        self.run("migrate", "up")
        self.serve()
        return self

    def serve(self):
        """Starts the processes that do not run, and waits until all are ready."""
        for name in ["ecommerce"] if self.shape == "one" else SERVICES + ["gateway"]:
            if name not in self._processes:
                log = open(self.folder / f"{name}.log", "ab")  # pylint: disable=consider-using-with
                self._processes[name] = subprocess.Popen(  # pylint: disable=consider-using-with
                    [*self._command(name), "-conf", str(self._conf(name))],
                    stdout=log,
                    stderr=log,
                    env=environment(),
                    cwd=self.folder,
                )
                log.close()
        for service in SERVICES:
            self._await_ready(self.ports[service])
        self._await_ready(self.gateway_port)

    def _command(self, name):
        """A process of one service is the program, called by the service's name."""
        if self.shape == "one":
            return [BINARY, "serve"]
        return [str(self.installed() / name)]

    def installed(self):
        """The folder with the program and a link for each service, as the install step makes it."""
        prefix = self.folder / "installed"
        if not prefix.exists():
            build = pathlib.Path(BINARY).resolve().parent.parent
            subprocess.run(
                ["cmake", "--install", str(build), "--prefix", str(prefix)], stdout=subprocess.DEVNULL, check=True
            )
        return prefix / "bin"

    def _conf(self, name=""):
        """The folder of settings: one for all, or for the process of one service."""
        return self.folder / (f"conf-{name}" if self.shape == "many" and name else "conf")

    def write_settings(self):
        self._write_settings(self._conf(), self.settings)
        if self.shape == "many":
            for name in SERVICES + ["gateway"]:
                self._write_settings(self._conf(name), self.settings_of(name))

    def settings_of(self, name):
        """Those of a process for one service, which is told no other account of the database than its own."""
        settings = copy.deepcopy(self.settings)
        del settings["database"]["source"]
        accounts = settings.pop("postgres")
        if name in accounts:
            settings["postgres"] = {name: accounts[name]}
        return settings

    @staticmethod
    def _write_settings(conf, settings):
        conf.mkdir(exist_ok=True)
        (conf / "ecommerce.yaml").write_text(json.dumps(settings), encoding="utf-8")

    def reload(self):
        """Lets every process read its settings again."""
        self.write_settings()
        for process in self._processes.values():
            process.send_signal(signal.SIGHUP)

    def kill_service(self, name):
        """kill -9 of one of many processes; serve() starts it again."""
        process = self._processes.pop(name)
        process.kill()
        process.wait()

    def kill(self):
        """kill -9."""
        self._end(signal.SIGKILL)

    def kill_one(self, name):
        """kill -9 of the process of one service; serve() starts it again."""
        process = self._processes.pop(name)
        process.kill()
        process.wait()

    def stop(self):
        """An orderly end; raises when a process does not end well."""
        self._end(signal.SIGTERM)

    def restart(self):
        self.stop()
        self.serve()

    def remove(self):
        atexit.unregister(self.remove)
        self.kill()
        if "ECOMMERCE_TEST_LOGS" in os.environ:
            shutil.copytree(self.folder, pathlib.Path(os.environ["ECOMMERCE_TEST_LOGS"]) / self.folder.name)
        self.servers.remove()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words):
        """(exit code, output) of a command of the program; raises for `migrate`."""
        done = self._run(words, stderr=subprocess.STDOUT)
        if words[0] == "migrate" and done.returncode != 0:
            raise RuntimeError(done.stdout)
        return done.returncode, done.stdout

    def run_apart(self, *words):
        """(exit code, standard output, standard error) of a command."""
        done = self._run(words, stderr=subprocess.PIPE)
        return done.returncode, done.stdout, done.stderr

    def _run(self, words, stderr):
        return subprocess.run(
            [BINARY, *words, "-conf", str(self.folder / "conf")],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env=environment(),
            cwd=self.folder,
            timeout=300,
            check=False,
        )

    def doctor(self):
        """(exit code, what it said). Over the wire when every service is a process of its own."""
        return self.run("doctor", *(["--remote"] if self.shape == "many" else []))

    def alive(self):
        return bool(self._processes) and all(process.poll() is None for process in self._processes.values())

    def resident_bytes(self):
        total = 0
        for process in self._processes.values():
            pages = int(pathlib.Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1])
            total += pages * os.sysconf("SC_PAGE_SIZE")
        return total

    def log(self, lines=30):
        texts = []
        for path in sorted(self.folder.glob("*.log")):
            texts += [f"{path.stem}: {line}" for line in path.read_text(errors="replace").splitlines()[-lines:]]
        return "\n".join(texts)

    def _end(self, number):
        for process in self._processes.values():
            process.send_signal(number)
        for name, process in self._processes.items():
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise AssertionError(f"{name} did not stop\n{self.log()}") from None
            if number == signal.SIGTERM and process.returncode != 0:
                raise AssertionError(f"{name} ended with {process.returncode}\n{self.log()}")
        self._processes.clear()

    def _await_ready(self, port):
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up:
            for name, process in self._processes.items():
                if process.poll() is not None:
                    raise AssertionError(f"{name} ended with {process.returncode} at its start\n{self.log()}")
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                connection.close()
            time.sleep(0.05)
        raise AssertionError(f"nothing is ready on port {port}\n{self.log()}")

    def _base_settings(self):
        offset = self.ports["offset"]
        settings = {
            "database": {"source": self.servers.source, "server": self.servers.address},
            # The same in every test, for the tests share one server and with it the roles.
            "postgres": {name: {"password": f"password-of-{name}"} for name in WITH_DATABASE},
            "redis": {"address": self.servers.redis_address, "password": self.servers.redis_password},
            "platform": {"identity_key": "b2" * 32, "port_offset": offset, "loops": 2},
            # All clients have one address, and the machine may be busy with other tests.
            "gateway": {
                "limits": {"enabled": False},
                "overload": {"wait_max": "1m"},
            },
            # Wrong codes are counted by account in the store, which tests share: the same numbers are others there.
            "auth": {
                "signing_key": "c3" * 32,
                "second_factor_key": "f6" * 32,
                "code_attempts": {"per_account": 0, "per_address": 0},
            },
            "user": {"bank_card_key": "d4" * 32, "link_key": "e5" * 32, "password_attempts": {"per_address": 0}},
            "order": {"unpaid_max": 1000},  # few people place many orders
            "product": {"pictures_folder": str(self.folder / "pictures"), "sweep_pause": "200ms"},
            "payment": {"sandbox": {"webhook_secret": WEBHOOK_SECRET}},
            "search": {"hot_after": 1, "engine": "memory"},
        }
        if self.shape == "many":
            settings["database"]["connections_max"] = 12
            settings["platform"]["services"] = {name: f"127.0.0.1:{self.ports[name] + 1}" for name in SERVICES}
        return settings


def environment():
    """Without settings of the person's own."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ECOMMERCE_") and name not in ("DB_SOURCE", "DB_SERVER", "REDIS_ADDRESS", "REDIS_PASSWORD")
    }


def _merge(base, over):
    for name, value in over.items():
        base[name] = _merge(base.get(name, {}), value) if isinstance(value, dict) else value
    return base


def _rows(command):
    said = subprocess.run([BINARY, command], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line.split() for line in said.splitlines()]


# HTTP ports by service, and the services that have a gRPC port beside it, as the program says.
PORTS = {row[0]: int(row[1]) for row in _rows("ports")}
SERVICES = [row[0] for row in _rows("ports") if row[-1] != "-"]
WITH_DATABASE = sorted(
    path.parent.name for path in (ROOT / "application").glob("*/*_module.cc") if "Need::database" in path.read_text(encoding="utf-8")
)


_APIS = _rows("services")


def serving(rpc_service):
    """The services that have "ecommerce.order.v1.OrderService"."""
    return [service for service, name in _APIS if name == rpc_service]


def _free_ports():
    """A stretch of ports, below those that outgoing connections take and where no server of the tests listens."""
    first, last = min(PORTS.values()), max(PORTS.values()) + 1
    for _ in range(200):
        offset = random.randrange(10000, 19900, 40) - first
        if all(_is_free(port + offset) for port in range(first, last + 1)):
            return {"offset": offset, **{name: port + offset for name, port in PORTS.items()}}
    raise RuntimeError("found no free ports between 10000 and 20000")


def _is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
