# SPDX-License-Identifier: Apache-2.0
"""A mail server, run by Debian's Python, whose aiosmtpd it is: keeps each mail that it takes as a file.

smtp_process.py PORT FOLDER (starttls|tls|none) CERTIFICATE KEY USER PASSWORD

The file `refuse` in the folder says which readers are refused, a line each: an answer and a part of the address.
"""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = len(list(self.folder.glob("*.json")))

    async def handle_RCPT(self, server, session, envelope, address, options):  # pylint: disable=invalid-name
        rules = self.folder / "refuse"
        for line in rules.read_text(encoding="utf-8").splitlines() if rules.exists() else []:
            answer, part = line.split(" ", 1)
            if part in address:
                return f"{answer} {address} is not taken here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # pylint: disable=invalid-name
        self.count += 1
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or SETTINGS["security"] == "tls",
            "signed_in": bool(session.authenticated),
            "content": envelope.content.decode("utf-8"),
        }
        draft = self.folder / f"{self.count:06}.part"
        draft.write_text(json.dumps(mail), encoding="utf-8")
        draft.rename(draft.with_suffix(".json"))
        return "250 OK"


SETTINGS = dict(zip(("port", "folder", "security", "certificate", "key", "user", "password"), sys.argv[1:]))


def authenticate(_server, _session, _envelope, _mechanism, data):
    told = (data.login.decode(), data.password.decode())
    return AuthResult(success=told == (SETTINGS["user"], SETTINGS["password"]), handled=False)


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(SETTINGS["certificate"], SETTINGS["key"])
    starttls, tls = SETTINGS["security"] == "starttls", SETTINGS["security"] == "tls"
    keeper = Keeper(SETTINGS["folder"])

    def serve():
        return SMTP(
            keeper,
            tls_context=context if starttls else None,
            require_starttls=starttls,
            auth_required=bool(SETTINGS["user"]),
            auth_require_tls=starttls,
            authenticator=authenticate,
        )

    server = await asyncio.get_running_loop().create_server(
        serve, "127.0.0.1", int(SETTINGS["port"]), ssl=context if tls else None
    )
    await server.serve_forever()


asyncio.run(main())
