# SPDX-License-Identifier: Apache-2.0
"""Rules about files that others rely on: the reasons of errors, and migrations."""

import collections
import re

MIGRATION = re.compile(r"^(?P<folder>.*/migrations)/(?P<number>\d{6})_(?P<title>[a-z0-9_]+)\.(?P<way>up|down)\.sql$")


def check(sources):
    yield from reasons(sources)
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
