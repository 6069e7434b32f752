# SPDX-License-Identifier: Apache-2.0
"""Words that must not stand somewhere, and words that must."""

import re


class Ban:
    """`pattern` must not occur in the code of files that `where` accepts; `sentence` says what to do instead."""

    def __init__(self, name, pattern, where, sentence, in_code=True):
        self.name, self.pattern, self.where = name, re.compile(pattern), where
        self.sentence, self.in_code = sentence, in_code


def cpp(*prefixes, outside=()):
    return lambda source: source.is_cpp and source.path.startswith(prefixes) and not source.path.startswith(outside)


def cpp_tests(source):
    return source.is_cpp and source.is_test


def headers(source):
    return source.path.endswith(".h") and not source.is_test


def everything(source):
    return True


def services(source):
    return cpp("application/", outside=("application/ecommerce/",))(source) and not source.is_test


def framework(source):
    # crash_relay.cc is a process of a test.
    return cpp("framework/", outside=("framework/events/crash_relay.cc",))(source) and not source.is_test \
        and not source.path.endswith("_fuzz.cc")


def keepers_of_dates(source):
    return services(source) and not source.path.startswith("application/gateway/")


BANS = [
    Ban("lock", r"std::(recursive_|shared_|timed_)*mutex|std::(lock_guard|scoped_lock|unique_lock|condition_variable)\b",
        services, "a request stays on its loop, so a service needs no lock"),
    Ban("thread", r"\bstd::j?thread\b|\bstd::async\b",
        services, "a service starts no threads; use the loop or the worker pool"),
    Ban("environment", r"\b(secure_)?getenv\s*\(",
        cpp("framework/", "application/", outside=("framework/config/", "framework/testing/")),
        "the environment is read by framework/config alone"),
    Ban("sleep", r"\bthis_thread::sleep_(for|until)\b|\b(usleep|nanosleep)\s*\(",
        cpp("framework/", "application/", "tests/"),
        "a sleep blocks the loop and synchronises nothing; wait for the event itself"),
    Ban("detached", r"\bco_spawn\b|\basio::detached\b|\.detach\s*\(\s*\)",
        cpp("framework/", "application/", "tests/", outside=("framework/runtime/", "application/ecommerce/")),
        "work in the background is started by framework/runtime/spawn.h, where it is owned and counted"),
    Ban("catch all", r"\bcatch\s*\(\s*\.\.\.\s*\)",
        services, "only the edge catches everything; a service returns an Error"),
    # steady_clock measures how long something took or how old it is, which has nothing to do with the date.
    Ban("clock", r"\b(system_clock|high_resolution_clock)::now\s*\(|\btime\s*\(\s*(nullptr|NULL|0)\s*\)",
        keepers_of_dates, "take the time from the injected runtime::Clock: tests and the demo run with another one"),
    Ban("randomness", r"\bs?rand\s*\(|\bstd::mt19937",
        services, "what must not be foreseen comes from the operating system, what a test repeats is injected"),
    Ban("regex", r"\bstd::(basic_)?regex\b",
        cpp("framework/", "application/"), "std::regex recurses on the stack and is slow; use RE2 or a plain parser"),
    Ban("namespace", r"\busing\s+namespace\b",
        headers, "a header opens no namespace for whoever includes it"),
    Ban("skipped test", r"\b(GTEST_SKIP|DISABLED_\w+)",
        cpp_tests, "a skipped test tests nothing; mend it or delete it"),
    Ban("print", r"\bstd::(cout|cerr)\b|\bprintf\s*\(",
        cpp("framework/", "application/", outside=("application/ecommerce/", "framework/testing/")),
        "say it through the log"),
    Ban("floating money", r"\b(double|float)\s+\w*(price|amount|total|money|minor|cents)",
        cpp("application/", "framework/"), "money is an integer count of minor units, never floating point"),
    Ban("refusal", r"(\b(fail|Error)\s*(\w+\s*)?[({]|\breturn\s*\{)\s*Code::|\bReason\s*\{",
        cpp("application/"),
        "the contract says what a failure is called and what code it has: use a maker such as reason::not_found()"),
    # Who a caller is may be told with the seller's shop: roles and shop_id are the platform's, as in api/options.
    Ban("the shop", r"(?<![a-z])(cart|checkout|(?<!memory_)(?<!in_)order|product|shop(?!_id\b)|payment)s?(?![a-z])"
        r"|(Cart|Checkout|Order|Product|Shop|Payment)s?(?![a-z])",
        framework, "the framework knows nothing of what is sold: give it a neutral name, or let the service bring it"),
    Ban("marker", r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b",
        everything, "finish it; no markers are left in the tree", in_code=False),
    Ban("machine path", r"(?<![\w.$}])/(work|root|home/\w+)/",
        everything, "a path of one machine does not belong here", in_code=False),
]

# file: {name of the ban: why it may}. An exception that is no longer needed is itself a finding.
EXCEPTIONS = {
    "framework/postgres/bootstrap.cc": {"sleep": "blocks by contract: the command line and the start of the program"},
    "framework/postgres/migrations.cc": {"sleep": "blocks by contract: the command line and the start of the program"},
    "framework/testing/servers.cc": {"sleep": "waits for other processes to end, which signals nothing"},
}

SPDX = re.compile(r"SPDX-License-Identifier: Apache-2\.0")
NEEDS_SPDX = re.compile(r"\.(cc|h|proto|py|sql|sh|cmake|mjs|js|tsx?|css|ya?ml)$|(^|/)(CMakeLists\.txt|Makefile|Dockerfile)$|^tools/[a-z_]+$")


def check(sources):
    for source in sources:
        for ban in BANS:
            if ban.where(source):
                yield from occurrences(source, ban)
        if source.text.strip() and NEEDS_SPDX.search(source.path) and not SPDX.search("\n".join(source.lines[:3])):
            yield source.path, 1, "the first lines must hold SPDX-License-Identifier: Apache-2.0"
        if source.path.endswith(".h") and "#pragma once" not in source.text:
            yield source.path, 1, "a header needs #pragma once"
        yield from lambda_coroutines(source)
        yield from statements_outside_storage(source)


def occurrences(source, ban):
    reason = EXCEPTIONS.get(source.path, {}).get(ban.name)
    found = False
    for number, line in enumerate((source.code if ban.in_code and source.is_cpp else source.text).splitlines(), 1):
        match = ban.pattern.search(line)
        if match:
            found = True
            if not reason:
                yield source.path, number, f"`{match.group().strip()}`: {ban.sentence}"
    if reason and not found:
        yield source.path, 1, f"its exception for `{ban.name}` in tools/tidy/words.py is no longer needed"


LAMBDA = re.compile(r"\[[^\[\]]*[&=\w][^\[\]]*\]\s*(\([^()]*(\([^()]*\)[^()]*)*\))?\s*(mutable\s*)?->\s*(\w+::)*Task\s*<")


def lambda_coroutines(source):
    """A lambda with captures that is a coroutine dies at the end of the statement that calls it on the spot."""
    if not source.is_cpp:
        return
    for match in LAMBDA.finditer(source.code):
        end = end_of_block(source.code, source.code.find("{", match.end()))
        if end and re.match(r"\s*\(", source.code[end:]):
            yield (source.path, source.line_of(match.start()),
                   "a lambda coroutine with captures, called where it stands, is destroyed before it runs; name it first")


def end_of_block(code, start):
    """Position after the brace that closes the one at `start`, or None."""
    depth = 0
    for position in range(start, len(code)) if start >= 0 else ():
        if code[position] == "{":
            depth += 1
        elif code[position] == "}":
            depth -= 1
            if depth == 0:
                return position + 1
    return None


def statements_outside_storage(source):
    match = re.match(r"application/([a-z_]+)/", source.path)
    if not match or match.group(1) in ("ecommerce", "gateway") or source.is_test or "/storage/" in source.path:
        return
    for found in re.finditer(r"\bStatement\s+k\w+\s*\{", source.code):
        yield source.path, source.line_of(found.start()), "every SQL statement of a service stands in its storage/"
