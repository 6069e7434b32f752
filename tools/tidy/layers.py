# SPDX-License-Identifier: Apache-2.0
"""Who may include whom. The tables are the architecture; the functions only read them."""

import re

# Parts of the framework and what each may use, besides itself. `runtime` is the ground floor.
PART_USES = {
    "runtime": set(),
    "call": {"runtime"},
    "config": {"runtime", "state"},
    "validation": {"runtime"},
    "state": set(),
    "text": set(),
    "money": {"runtime", "call"},
    "postal": set(),
    "rpc": {"runtime", "call", "validation"},
    "redis": {"runtime", "call"},
    "queue": {"runtime", "call", "redis"},
    "postgres": {"runtime", "call", "state"},
    "files": {"runtime", "call"},
    "pictures": {"runtime", "call"},
    "mail": {"runtime", "call", "config"},
    "json": {"runtime", "call", "validation"},
    "http": {"runtime", "call", "json"},
    "openapi": {"call", "rpc", "json", "validation"},
    "rest": {"runtime", "call", "rpc", "http", "json"},
    "auth": {"runtime", "call", "rpc", "redis"},
    "events": {"runtime", "call", "rpc", "postgres"},
    "registry": {"runtime", "call", "rpc", "config"},
    # Logs are written by everybody; what telemetry counts, it is told through the others' observer interfaces.
    "telemetry": {"runtime", "call", "rpc", "config", "http", "rest", "postgres", "redis", "events", "auth"},
    # These two stand above all others: how a service is put together, and how it is tested.
    "service": {"runtime", "call", "config", "validation", "rpc", "redis", "postgres", "http", "rest", "json", "auth",
                "events", "registry", "files", "telemetry", "state", "money", "postal"},
    "testing": {"runtime", "call", "config", "validation", "rpc", "redis", "postgres", "http", "rest", "json", "auth",
                "events", "registry", "files", "telemetry", "service"},
}
# Of framework/config, what reads no configuration: a value that may change, and what is told of one.
NO_CONFIGURATION = {"framework/config/live.h", "framework/config/parameters.h"}
# Headers that a part may use although the table above says nothing of their part: small and without needs.
EVERYBODY_MAY_INCLUDE = {"framework/telemetry/log.h", "framework/text/base64.h", "framework/text/hex.h",
                         "framework/text/words.h", "framework/text/clean.h"}

# Libraries that only the framework knows, and only outside the headers that services see. Boost.PFR is small.
HEAVY = re.compile(r"^(boost/(?!pfr/)|grpc/|grpcpp/|grpc\+\+/|libpq-fe\.h|libpq/|hiredis/|spdlog/|yaml-cpp/|simdjson|curl/|vips/)")

# What the layers inside a service may include, besides the standard library and their own service.
PURE = {"framework/runtime/result.h", "framework/runtime/clock.h", "framework/auth/random_id.h",
        "framework/auth/sealed_box.h", "framework/auth/signed_text.h", "framework/text/base32.h", "framework/text/base64.h", "framework/text/words.h", "framework/text/clean.h",
        "framework/text/bare.h", "framework/text/code_points.h",
        "framework/money/money.h", "framework/state/names.h", "framework/state/state_table.h"}
DOMAIN_LIBRARIES = re.compile(r"^(gtest|gmock|fmt)/")
# SQL, rows and parameters are the storage's; a use case may open the transaction in which it calls the storage.
STORAGE_ONLY = {"framework/postgres/statement.h", "framework/postgres/params.h", "framework/postgres/rows.h",
                "framework/postgres/connection.h"}
# The program that links all services, and the checks that look at all of them, know every module.
KNOW_ALL_SERVICES = {"ecommerce"}
SERVICE_FACE = re.compile(r"^application/(([a-z_]+)/\2_module|gateway/[a-z_]+)\.h$")

# file: (what it may include against the rules, why)
EXCEPTIONS = {}


def service_of(path):
    match = re.match(r"application/([a-z_]+)/", path)
    return match.group(1) if match else None


def part_of(path):
    match = re.match(r"framework/([a-z_]+)/", path)
    return match.group(1) if match else None


def is_allowed(path, name):
    return name in EXCEPTIONS.get(path, ((), ""))[0]


def check(sources):
    """Findings of the include rules, as (path, line, sentence)."""
    for source in sources:
        if not source.is_cpp:
            continue
        for line, name, quoted in source.includes:
            if is_allowed(source.path, name):
                continue
            problem = judge(source, name, quoted)
            if problem:
                yield source.path, line, problem
    yield from heavy_headers(sources)


def judge(source, name, quoted):
    if part_of(source.path):
        return judge_framework(source, name)
    if service_of(source.path):
        return judge_service(source, name, quoted)
    return None


def judge_framework(source, name):
    part, used = part_of(source.path), part_of(name)
    if name.startswith("application/"):
        return f"the framework knows no service, so it cannot include {name}"
    if used is None or used == part or name in EVERYBODY_MAY_INCLUDE:
        return None
    if part not in PART_USES:
        return f"framework/{part} has no row in PART_USES of tools/tidy/layers.py: say what it may use"
    if source.is_test and used == "testing":
        return None
    if used not in PART_USES[part]:
        return f"framework/{part} may not use framework/{used} ({name}); see PART_USES in tools/tidy/layers.py"
    return None


def judge_service(source, name, quoted):
    service, neighbour = service_of(source.path), service_of(name)
    if neighbour and neighbour != service:
        if service in KNOW_ALL_SERVICES and SERVICE_FACE.match(name):
            return None
        return f"{service} may not include another service's code ({name}); it has a client in {neighbour}/v1"
    if not quoted and HEAVY.match(name):
        return f"services do not know <{name}>: the framework wraps it"
    layer = source.path.split("/")[2]
    if layer == "domain":
        return judge_domain(source, service, name, quoted)
    if layer == "app" and name in STORAGE_ONLY:
        return f"SQL belongs in storage/, so app/ does not include {name}"
    if layer in ("app", "storage") and name.startswith("framework/config/") and name not in NO_CONFIGURATION:
        return f"only {service}_module.cc sees configuration; pass plain values instead of including {name}"
    if layer == "storage" and name.startswith(f"application/{service}/app/"):
        return f"storage/ stands below app/, so it cannot include {name}"
    return None


def judge_domain(source, service, name, quoted):
    if quoted:
        own = name.startswith(f"application/{service}/domain/") or name == f"{service}/v1/error_reason.rpc.h"
        if own or name in PURE:
            return None
        if source.is_test and name.startswith("framework/testing/"):
            return None
    elif "/" not in name and not name.endswith(".h"):
        return None
    elif DOMAIN_LIBRARIES.match(name):
        return None
    return f"domain/ is rules alone: the standard library, errors, reasons and the clock, but not {name}"


def heavy_headers(sources):
    """A service's compilation must not reach a heavy library through any chain of our headers."""
    headers = {source.path: source for source in sources if source.path.endswith(".h")}
    reached = {}

    def library_behind(path, trail):
        if path in reached:
            return reached[path]
        if path not in headers or path in trail:
            return None
        found = None
        for _, name, quoted in headers[path].includes:
            if HEAVY.match(name) and not quoted:
                found = f"<{name}> in {path}"
            else:
                found = library_behind(name, trail | {path})
            if found:
                break
        reached[path] = found
        return found

    for source in sources:
        if source.is_cpp and service_of(source.path):
            for line, name, quoted in source.includes:
                behind = library_behind(name, frozenset()) if quoted else None
                if behind and not is_allowed(source.path, name):
                    yield source.path, line, f"{name} makes every user of it read {behind}; keep that out of public headers"
