#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The project's own rules, as far as a program can hold them: run by `make lint` and as the test `tidy`.

    tools/tidy/tidy.py [ROOT]

Prints `file:line: sentence` for each finding and exits 1 if there is any. Rules and their exceptions are data:
layers.py (who may include whom), words.py, sizes.py, contracts.py.
"""

import pathlib
import sys

import contracts
import layers
import sizes
import source
import words

RULES = (layers, words, sizes, contracts)


def findings(sources):
    for rules in RULES:
        yield from rules.check(sources)


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    sources = source.load(root)
    if not any(each.is_cpp for each in sources):
        sys.exit(f"tidy: found no C++ file under {root}")
    found = sorted(set(findings(sources)))
    for path, line, sentence in found:
        print(f"{path}:{line}: {sentence}")
    print(f"tidy: {len(sources)} files, {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
