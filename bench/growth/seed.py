#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fills an empty, migrated database with a marketplace of a given size.

    bench/growth/seed.py SOURCE 1k|100k|1m [--narrow]

`SOURCE` is the owner's, as in DB_SOURCE. `--narrow`: a million of everything, in minutes; products say little,
orders have one product, and there is an account, a cart, an event for each. Tests call `fill`.
"""
import pathlib
import subprocess
import sys

SQL = pathlib.Path(__file__).with_suffix(".sql")
SIZES = {"1k": 1_000, "100k": 100_000, "1m": 1_000_000}


def sizes(products, narrow=False):
    """The variables of seed.sql."""
    return {
        "products": products,
        "shops": products // 1000 if products > 10_000 else 10,
        "users": products if narrow else max(50, products // 20),
        "orders": products,
        "heavy": min(products // 10, 5_000),
        "buyers": 4_000,
        "items": 1 if narrow else 2,
        "visits": products if narrow else min(products, 10_000),
        "short": int(narrow),
    }


def fill(source, variables):
    """Raises RuntimeError when PostgreSQL refuses."""
    options = [part for name, value in variables.items() for part in ("-v", f"{name}={value}")]
    done = subprocess.run(
        ["psql", "-X", "-q", "-o", "/dev/null", *options, "-d", source, "-f", SQL],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())


def main():
    words = [word for word in sys.argv[1:] if word != "--narrow"]
    if len(words) != 2 or words[1] not in SIZES:
        sys.exit(__doc__)
    try:
        fill(words[0], sizes(SIZES[words[1]], "--narrow" in sys.argv))
    except RuntimeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
