# SPDX-License-Identifier: Apache-2.0
"""Rules about files that others rely on: the reasons of errors and their texts, and migrations."""

import collections
import json
import re

MIGRATION = re.compile(r"^(?P<folder>.*/migrations)/(?P<number>\d{6})_(?P<title>[a-z0-9_]+)\.(?P<way>up|down)\.sql$")


# The texts of failures that have no reason of the contract: what the pages fall back on, by status or kind.
KINDS = {"title", "OFFLINE", "OVERLOADED", "UNKNOWN", "FORBIDDEN", "SESSION_LOST", "INVALID", "CONFLICT"}
# Whose reasons people read in the storefront, so each has a text of its own.
TOLD = ("user", "auth", "cart", "checkout", "order", "payment", "review")
# reason: why it has no text of its own, but that of its status
UNTOLD = {
    "REFRESH_TOKEN_INVALID": "the session is over, which its status says",
    "REFRESH_TOKEN_REUSED": "the session is over, which its status says",
    "CROSS_SITE_REQUEST": "the storefront's own calls are never refused for it",
    "CODE_WRONG": "web/shared/security has its text, which comes with the pages that meet it",
    "CHALLENGE_OVER": "web/shared/security has its text, which comes with the pages that meet it",
    "SECOND_FACTOR_ON": "web/shared/security has its text, which comes with the pages that meet it",
    "SECOND_FACTOR_OFF": "web/shared/security has its text, which comes with the pages that meet it",
    "SECOND_FACTOR_REQUIRED": "web/shared/security has its text, which comes with the pages that meet it",
    "TOTAL_MISMATCH": "between services: checkout adds the amounts up",
    "CHECKOUT_CHANGED": "between services: checkout derives its ids from the key",
    "NO_SHOP": "sellers have no pages yet",
    "UNKNOWN_PROVIDER": "webhooks alone",
    "SIGNATURE_INVALID": "webhooks alone",
    "AMOUNT_MISMATCH": "webhooks alone",
    "PARTS_MISMATCH": "between services: checkout adds the amounts up",
    "ENTRY_EXISTS": "administrators have no pages yet",
    "WORD_EMPTY": "administrators have no pages yet",
    "PAYMENT_CONFLICT": "between services: checkout derives its ids from the key",
}


def check(sources):
    yield from reasons(sources)
    yield from texts(sources)
    yield from migrations(sources)


def reasons(sources):
    """Every value of an ErrorReason says, in a comment, when a caller meets it."""
    for source in sources:
        if not source.path.startswith("api/") or not source.path.endswith(".proto"):
            continue
        inside, commented = False, False
        for number, line in enumerate(source.lines, 1):
            text = line.strip()
            if re.match(r"enum \w*ErrorReason\b", text):
                inside = True
            elif inside and text.startswith("}"):
                inside = False
            elif inside and re.match(r"[A-Z][A-Z0-9_]+ = \d+", text):
                if not commented and "//" not in text and " = 0" not in text:
                    yield source.path, number, f"{text.split()[0]} needs a comment: what happened, what may the caller do"
            commented = text.startswith("//") or (commented and text == "")


def texts(sources):
    """The storefront's texts of failures are of reasons that the contract declares, and of all that people meet."""
    declared = collections.defaultdict(set)
    for source in sources:
        match = re.match(r"api/([a-z]+)/v1/error_reason\.proto$", source.path)
        if match:
            declared[match.group(1)] = set(re.findall(r"^  ERROR_REASON_(\w+) = [1-9]", source.text, re.MULTILINE))
    known = set().union(KINDS, *declared.values())
    for source in sources:
        if not re.match(r"web/.*/i18n/[\w-]+/errors\.json$", source.path):
            continue
        told = json.loads(source.text)
        for number, line in enumerate(source.lines, 1):
            match = re.match(r'\s*"(\w+)":', line)
            if match and match.group(1) not in known:
                yield source.path, number, f"no ErrorReason of api/ is called {match.group(1)}"
        for service in TOLD:
            for reason in sorted(declared[service] - set(told) - set(UNTOLD)):
                yield source.path, 1, f"people meet {reason} of {service}: it needs a text, or a reason in UNTOLD why not"
        for reason in sorted(set(told) & set(UNTOLD)):
            yield source.path, 1, f"{reason} has a text: its row in UNTOLD of tools/tidy/contracts.py is no longer needed"


def migrations(sources):
    """Numbers without gaps or doubles, each with both ways. The framework's files are one sequence together."""
    found = collections.defaultdict(lambda: collections.defaultdict(set))
    for source in sources:
        if "/migrations/" not in source.path or not source.path.endswith(".sql"):
            continue
        match = MIGRATION.match(source.path)
        if not match:
            yield source.path, 1, "a migration is called 000001_make_it_so.up.sql or .down.sql"
            continue
        sequence = "framework" if source.path.startswith("framework/") else match["folder"]
        found[sequence][int(match["number"])].add((match["folder"] + "/" + match["number"] + "_" + match["title"], match["way"]))
    for sequence, numbers in found.items():
        for expected, number in enumerate(sorted(numbers), 1):
            stems = {stem for stem, _ in numbers[number]}
            first = sorted(stems)[0]
            if number != expected:
                yield first + ".up.sql", 1, f"its number should be {expected:06}: {sequence} has a gap before it"
                break
            if len(stems) > 1:
                yield first + ".up.sql", 1, f"number {number:06} is used twice: {', '.join(sorted(stems))}"
            for stem in sorted(stems):
                for way in ("up", "down"):
                    if (stem, way) not in numbers[number]:
                        yield f"{stem}.{'down' if way == 'up' else 'up'}.sql", 1, f"the migration has no .{way}.sql"
