# SPDX-License-Identifier: Apache-2.0
"""A file is one idea, a function fits on a screen."""

import re

FILE_LINES = 500
FUNCTION_LINES = 70

# file: why it is longer
LONG_FILES = {}
# (file, name of the function): why it is longer
LONG_FUNCTIONS = {}


def check(sources):
    for source in sources:
        if not source.is_cpp and not source.path.endswith((".py", ".mjs", ".js", ".ts", ".tsx", ".css")) and not is_script(source):
            continue
        if len(source.lines) > FILE_LINES and source.path not in LONG_FILES:
            yield source.path, FILE_LINES, f"{len(source.lines)} lines; a file has at most {FILE_LINES}: split it by ideas"
        if source.is_cpp:
            for name, line, length in functions(source):
                if length > FUNCTION_LINES and (source.path, name) not in LONG_FUNCTIONS:
                    yield source.path, line, f"{name} has {length} lines; a function has at most {FUNCTION_LINES}"


def is_script(source):
    return bool(source.lines) and source.lines[0].startswith("#!")


def functions(source):
    """(name, line, length) of each function body, found by matching braces outside of functions."""
    code = re.sub(r"^[ \t]*#.*?(?<!\\)$", lambda m: re.sub(r"[^\n]", " ", m.group()), source.code,
                  flags=re.MULTILINE | re.DOTALL)
    blocks = []  # what each open brace is: "scope", "other" or (name, position) of a function
    head_start = 0
    for position, character in enumerate(code):
        if character == "{":
            blocks.append(classify(code[head_start:position], blocks, position))
            head_start = position + 1
        elif character == "}":
            block = blocks.pop() if blocks else "other"
            if isinstance(block, tuple):
                first, last = source.line_of(block[1]), source.line_of(position)
                yield block[0], first, last - first + 1
            head_start = position + 1
        elif character == ";":
            head_start = position + 1


def classify(head, blocks, position):
    if any(block != "scope" for block in blocks):
        return "other"
    head = head.strip()
    if re.search(r"(=|,|\(|\breturn)$", head):
        return "other"
    if "(" not in head:
        return "scope" if re.search(r"\b(namespace|class|struct|union|extern)\b", head) else "other"
    if re.search(r"^(template\s*<.*>\s*)?(class|struct)\s+(\w+)[^()]*$", head, re.DOTALL):
        return "scope"
    if re.match(r"(TYPED_)?TEST(_[FP])?\s*\(", head):
        return (" ".join(head.split()), position)
    names = re.findall(r"([~\w:]+|operator\s*\S+?)\s*\(", head)
    return (" ".join(names[0].split()) if names else "function", position)
