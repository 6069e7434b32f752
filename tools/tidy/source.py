# SPDX-License-Identifier: Apache-2.0
"""A file of the project as the rules see it."""

import pathlib
import re
import subprocess

FOLDERS = ("api", "application", "framework", "tools", "tests", "bench", "cmake", "deploy", "docs", "web", ".ci")
SKIPPED = {"node_modules", "build", "dist", "__pycache__"}
BINARY = re.compile(r"\.(png|jpe?g|webp|ico|woff2?|svg|pdf|zip|gz)$")

# Comments, raw strings, strings and character literals of C++, in one pass. A quote between digits separates them.
LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


def blank(match):
    """The same text with nothing but its line ends: positions and line numbers stay."""
    return re.sub(r"[^\n]", " ", match.group())


class Source:
    def __init__(self, path, text):
        self.path = path  # relative to the root, with slashes
        self.text = text
        self.lines = text.splitlines()
        self._code = None

    @property
    def code(self):
        """C++ without comments, strings and characters: what is left is code."""
        if self._code is None:
            self._code = LITERAL.sub(blank, self.text)
        return self._code

    @property
    def is_cpp(self):
        return self.path.endswith((".cc", ".h"))

    @property
    def is_test(self):
        return bool(re.search(r"(_i?test\.cc|_fixture\.(h|cc))$", self.path)) or self.path.startswith("tests/")

    @property
    def includes(self):
        """(line, name, quoted) of each #include."""
        for number, line in enumerate(self.lines, 1):
            match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
            if match:
                yield number, match.group(2), match.group(1) == '"'

    def line_of(self, position):
        return self.text.count("\n", 0, position) + 1


def files_of(root):
    """Every file that git does not ignore, new ones too; outside of a repository of its own, every file."""
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             capture_output=True, check=False) if (root / ".git").exists() else None
    if listing is None or listing.returncode != 0:
        return root.rglob("*")
    return (root / name for name in set(listing.stdout.decode().split("\0")) if name)


def belongs(path, root):
    parts = path.relative_to(root).parts
    if SKIPPED & set(parts) or not path.is_file() or path.is_symlink():
        return False
    return parts[0] in FOLDERS if len(parts) > 1 else path.name != "LICENSE"


def load(root):
    """Every text file that belongs to the project, in the order of their names."""
    root = pathlib.Path(root)
    paths = [path for path in files_of(root) if belongs(path, root)]
    sources = []
    for path in sorted(paths):
        if BINARY.search(path.name) or "_corpus" in str(path):
            continue
        try:
            sources.append(Source(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a binary file has no text to judge
    return sources
