# SPDX-License-Identifier: Apache-2.0
"""What the .proto files declare: methods, their services, and those that are for services alone."""

import re

from tests.support.platform import serving
from tests.support.servers import ROOT


class Method:
    def __init__(self, service, full_name, options):
        self.service = service  # the contract's folder: "order"; that of what many services have is no service
        self.path = full_name  # gRPC's: "/ecommerce.order.v1.OrderService/GetOrder"
        self.owners = serving(full_name.split("/")[1])
        self.internal = bool(re.search(r"\binternal:\s*true", options))
        self.anonymous = bool(re.search(r"\banonymous:\s*true", options))
        self.roles = set(re.findall(r"ROLE_([A-Z]+)", options.split("access", 1)[-1].split("};", 1)[0]))
        self.step_up = "step_up) = true" in options
        self.stream = "returns (stream" in options
        found = re.search(r'\b(get|put|post|patch|delete):\s*"([^"]+)"', options)
        self.http = (found.group(1), anonymise(found.group(2))) if found else None


def anonymise(path):
    """Without the names of the parameters: they differ between the contract and JSON."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def methods():
    found = []
    for path in sorted((ROOT / "api").glob("*/v1/*_service.proto")):
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        package = re.search(r"^package ([\w.]+);", text, re.MULTILINE).group(1)
        for service in re.finditer(r"^service (\w+) \{(.*?)^\}", text, re.MULTILINE | re.DOTALL):
            for rpc in re.split(r"^  rpc ", service.group(2), flags=re.MULTILINE)[1:]:
                name = re.match(r"\w+", rpc).group(0)
                found.append(Method(path.parts[-3], f"/{package}.{service.group(1)}/{name}", rpc))
    return found


def reasons():
    """{package folder: {reason: HTTP status}} of the ErrorReason enums."""
    codes = _statuses((ROOT / "api/options/v1/options.proto").read_text(encoding="utf-8"), "CODE_", {})
    return {
        path.parts[-3]: _statuses(path.read_text(encoding="utf-8"), "ERROR_REASON_", codes)
        for path in sorted((ROOT / "api").glob("*/v1/error_reason.proto"))
    }


def _statuses(text, prefix, codes):
    found = {}
    for name, options in re.findall(rf"^  ({prefix}\w+) = \d+ \[([^\]]*)\];", text, re.MULTILINE):
        own = re.search(r"http_status\) = (\d+)", options)
        found[name.removeprefix(prefix) if codes else name] = (
            int(own.group(1)) if own else codes[re.search(r"code\) = (\w+)", options).group(1)]
        )
    return found
