# SPDX-License-Identifier: Apache-2.0
"""A real mail server of the tests' own, with TLS and login, and the mails that it took."""

import email.policy
import functools
import json
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

from tests.support.certificates import make_certificates

PYTHON = "/usr/bin/python3"  # Debian's own, which its package of aiosmtpd is for
SENDER = "shop@mail.example"
BOUNCE_SECRET = "of the mail provider"
USER, PASSWORD = "postmaster", "a password with spaces and ümlauts"


class MailServer:
    def __init__(self, security="starttls"):
        self.security = security
        self.certificates = make_certificates()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ecommerce-mails-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._process = None
        self._mails = {}

    def settings(self, authority="ca"):
        """Those of the program, which trusts the authority."""
        return {
            "host": "127.0.0.1",
            "port": self.port,
            "security": self.security,
            "user": USER,
            "password": PASSWORD,
            "ca_bundle": str(self.certificates / f"{authority}.crt"),
            "from": SENDER,
            "links": "http://shop.example",
            "bounce_secret": BOUNCE_SECRET,
        }

    def start(self):
        server = self.certificates / "server"
        program = pathlib.Path(__file__).with_name("smtp_process.py")
        words = [self.port, self.folder, self.security, f"{server}.crt", f"{server}.key", USER, PASSWORD]
        self._process = subprocess.Popen([PYTHON, "-P", str(program), *map(str, words)])  # pylint: disable=consider-using-with
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            try:
                socket.create_connection(("127.0.0.1", self.port), 5).close()
                return self
            except ConnectionRefusedError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.05)
        raise AssertionError("the mail server did not start; tools/setup test installs what it needs")

    def stop(self):
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.certificates, ignore_errors=True)

    def refuse(self, *rules):
        """("550", "part of an address") each; none: takes every mail."""
        (self.folder / "refuse").write_text("".join(f"{answer} {part}\n" for answer, part in rules), encoding="utf-8")

    def mails(self, reader=None):
        for path in sorted(self.folder.glob("*.json")):
            if path not in self._mails:
                self._mails[path] = Mail(json.loads(path.read_text(encoding="utf-8")))
        return [mail for mail in self._mails.values() if reader is None or mail.envelope["to"] == [reader]]


class Mail:
    def __init__(self, envelope):
        self.envelope = envelope

    @functools.cached_property
    def message(self):
        return email.message_from_string(self.envelope["content"], policy=email.policy.default)

    @functools.cached_property
    def subject(self):
        return self.message["subject"]

    def part(self, kind):
        return self.message.get_body((kind,)).get_content()

    @property
    def token(self):
        """Of the link; the text and the HTML part have the same."""
        text, html = (re.findall(r"#([\w.-]+)", self.part(kind)) for kind in ("plain", "html"))
        return text[0] if text and text[0] in html else None
