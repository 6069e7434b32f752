#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what application/search knows of Chinese characters as C++ data: how each is read, and its simplified form.

    tools/han/write_table.py UNIHAN_FOLDER OUTPUT

Reads the Unicode consortium's Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2 (Debian's unicode-data).
"""
import bz2
import re
import sys
import unicodedata

FIRST, LAST = 0x4E00, 0x9FFF
READINGS_MAX = 2


def plain(syllable):
    """Without its tone; ü is typed as v."""
    letters = unicodedata.normalize("NFD", syllable.lower()).replace("u\u0308", "v")
    return "".join(c for c in letters if "a" <= c <= "z")


def entries(path, wanted):
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                point, field, value = line.rstrip("\n").split("\t", 2)
                if field in wanted:
                    yield int(point[2:], 16), field, value


def readings(folder):
    """The readings of each character, the usual one first."""
    fields = {}
    for point, field, value in entries(f"{folder}/Unihan_Readings.txt.bz2",
                                       ("kHanyuPinlu", "kMandarin", "kTGHZ2013", "kXHC1983")):
        if FIRST <= point <= LAST:
            fields.setdefault(point, {})[field] = value
    for point, found in sorted(fields.items()):
        # kHanyuPinlu counts how often each reading is met; the dictionaries list them by their letters.
        counted = re.findall(r"([^\s(]+)\((\d+)\)", found.get("kHanyuPinlu", ""))
        listed = found.get("kMandarin", "").split()
        listed += re.findall(r":([^\s,]+)", found.get("kTGHZ2013", "") or found.get("kXHC1983", ""))
        ordered = [plain(text) for text, count in counted if int(count) > 3] + [plain(text) for text in listed]
        unique = [text for text in dict.fromkeys(ordered) if re.search("[aeiouv]", text)]
        if unique:
            yield point, unique[:READINGS_MAX]


def simplified(folder):
    for point, _, value in entries(f"{folder}/Unihan_Variants.txt.bz2", ("kSimplifiedVariant",)):
        forms = [int(form[2:], 16) for form in value.split()]
        if point not in forms and forms and max(point, *forms) <= 0xFFFF:
            yield point, forms[0]


def main(folder, output):
    read = dict(readings(folder))
    syllables = sorted({text for texts in read.values() for text in texts})
    number = {text: index + 1 for index, text in enumerate(syllables)}
    rows = []
    for point in range(FIRST, LAST + 1):
        numbers = [number[text] for text in read.get(point, [])]
        rows.append("{" + ",".join(str(n) for n in numbers + [0] * (READINGS_MAX - len(numbers))) + "}")
    pairs = sorted(simplified(folder))
    with open(output, "w", encoding="utf-8") as out:
        out.write("// Written by tools/han/write_table.py.\n")
        out.write('#include "application/search/domain/han_table.h"\n\nnamespace ecommerce::search {\n\nnamespace {\n\n')
        out.write("constexpr std::string_view kSyllableRows[] = {\"\"," +
                  ",".join(f'"{text}"' for text in syllables) + "};\n")
        out.write("constexpr Pronunciation kReadingRows[] = {" + ",".join(rows) + "};\n")
        out.write("constexpr Simplification kSimplifiedRows[] = {" +
                  ",".join(f"{{{a:#x},{b:#x}}}" for a, b in pairs) + "};\n\n}  // namespace\n\n")
        out.write("const std::span<const std::string_view> kSyllables = kSyllableRows;\n"
                  "const std::span<const Pronunciation> kReadings = kReadingRows;\n"
                  "const std::span<const Simplification> kSimplified = kSimplifiedRows;\n\n"
                  "}  // namespace ecommerce::search\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
