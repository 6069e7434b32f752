# SPDX-License-Identifier: Apache-2.0
"""An authenticator app: codes of RFC 6238."""

import base64
import hashlib
import hmac
import struct
import time


class Authenticator:
    def __init__(self, secret):
        self.secret = base64.b32decode(secret + "=" * (-len(secret) % 8))
        self.used = 0

    def code(self):
        """One that was not given before: each counts once, and those of the step before and after count too."""
        while True:
            step = max(int(time.time()) // 30 - 1, self.used + 1)
            if step <= int(time.time()) // 30 + 1:
                self.used = step
                return self._of(step)
            time.sleep(0.5)

    def _of(self, step):
        mac = hmac.new(self.secret, struct.pack(">Q", step), hashlib.sha1).digest()
        at = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[at : at + 4])[0] & 0x7FFFFFFF) % 1000000:06}"
