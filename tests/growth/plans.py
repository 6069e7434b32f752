# SPDX-License-Identifier: Apache-2.0
"""The plans that PostgreSQL made for the program's own statements, as auto_explain wrote them into the server's log."""

import json
import pathlib
import subprocess
import time
import uuid

from tests.support.servers import ROOT

TOOL = str(ROOT / "tools" / "servers")

# Every statement of every new session, run and counted. Times would cost more than they tell.
SETTINGS = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_format": "json",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_buffers": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_verbose": "on",  # it says the schema, and tables of the same name are in many
    "auto_explain.log_nested_statements": "off",
    "log_destination": "jsonlog",
    "log_min_duration_statement": "-1",
}


class Plan:
    """One run of one statement."""

    def __init__(self, text, root):
        self.statement = " ".join(text.split())
        self.root = root
        self.nodes = list(_nodes(root, 1))

    @property
    def buffers(self):
        return self.root.get("Shared Hit Blocks", 0) + self.root.get("Shared Read Blocks", 0)

    @property
    def indexes(self):
        return {node["Index Name"] for node, _ in self.nodes if "Index Name" in node}

    @property
    def tables(self):
        return {table_of(node) for node, _ in self.nodes if "Relation Name" in node}

    def walks(self):
        """(how, table or index, rows that each run looked at) of each node that reads a table or an index."""
        for node, _ in self.nodes:
            if "Index Name" in node or "Relation Name" in node and node["Node Type"] != "ModifyTable":
                refused = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
                yield node["Node Type"], node.get("Index Name") or table_of(node), node.get("Actual Rows", 0) + refused
            elif node.get("Rows Removed by Join Filter", 0):
                yield node["Node Type"], "a join", node["Rows Removed by Join Filter"]

    def __str__(self):
        """The plan as people read it, a node a line."""
        lines = [self.statement]
        for node, depth in self.nodes:
            what = node.get("Index Name") or node.get("Relation Name") or node.get("CTE Name") or ""
            rows = f"{node.get('Actual Rows', '?')} rows x {node.get('Actual Loops', '?')}"
            refused = node.get("Rows Removed by Filter", 0)
            lines.append("  " * depth + f"{node['Node Type']} {what} ({rows}, {refused} refused)")
        return "\n".join(lines + [f"  {self.buffers} buffers"])


def table_of(node):
    return f"{node['Schema']}.{node['Relation Name']}"


def _nodes(node, depth):
    yield node, depth
    for child in node.get("Plans", ()):
        yield from _nodes(child, depth + 1)


class PlanLog:
    """Reads what the server logs from here on. It changes the server's settings for good, so the server is the
    test's own; sessions that are open already are not looked at."""

    def __init__(self, servers):
        self._database = servers.superuser("SELECT CURRENT_DATABASE()")[0][0]
        changes = "".join(f"ALTER SYSTEM SET {name} = '{value}';\n" for name, value in SETTINGS.items())
        servers.superuser("LOAD 'auto_explain';\n" + changes + "SELECT PG_RELOAD_CONF();")
        self._folder = pathlib.Path(servers.superuser("SHOW log_directory")[0][0])
        self._read = {}  # of each file: how far
        self._name = uuid.uuid4()  # the log may have those of earlier tests
        self._marks = 0
        self._marker = subprocess.Popen(
            [TOOL, "psql", servers.folder], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        self.take()

    def close(self):
        self._marker.stdin.close()
        self._marker.wait()

    def take(self):
        """The plans since the last time. What a session logged before it replied is among them."""
        self._marks += 1
        mark = f"plans are read until here: {self._name} {self._marks}"
        self._marker.stdin.write(f"DO $$ BEGIN RAISE LOG '{mark}'; END $$;\n")
        self._marker.stdin.flush()
        plans = []
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            for entry in self._entries():
                if entry["message"] == mark:
                    return plans
                if entry.get("dbname") == self._database and "  plan:\n" in entry["message"]:
                    told = json.loads(entry["message"].split("  plan:\n", 1)[1])
                    plans.append(Plan(told["Query Text"], told["Plan"]))
            time.sleep(0.005)
        raise AssertionError(f"PostgreSQL's log in {self._folder} does not go on")

    def _entries(self):
        """A line each, whole ones only; the last of them may be the mark, so nothing is read beyond it."""
        for path in sorted(self._folder.glob("*.json"), key=lambda each: each.stat().st_mtime):
            with open(path, "rb") as log:
                log.seek(self._read.get(path, 0))
                for line in log:
                    if not line.endswith(b"\n"):
                        break
                    self._read[path] = self._read.get(path, 0) + len(line)
                    yield json.loads(line)
