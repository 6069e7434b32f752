# SPDX-License-Identifier: Apache-2.0
"""How much one statement may read, and what is excused, each with its reason."""

# Rows of one table or index, those that a filter refused among them: what a page of 100, its lines and a bounded
# walk come to.
ROWS_MAX = 2_000
BUFFERS_MAX = 4_000

# Tables that the seed leaves small because they stay so, in whatever schema.
SMALL = {
    "categories": "a tree that people look after",
    "sandbox_deliveries": "a message is deleted when it has arrived",
}

# Indexes that enforce nothing and that nothing here uses.
UNUSED = {}


def has_grown(table, facts):
    return facts["rows"].get(table, 0) >= facts["many"]


def fault(plan, facts):
    """What is wrong with the plan; empty when nothing is."""
    for how, what, rows in plan.walks():
        if "Seq Scan" in how and has_grown(what, facts):
            return f"reads all of {what}"
        if rows > ROWS_MAX:
            return f"{rows} rows of {what}"
    if plan.buffers > BUFFERS_MAX:
        return f"{plan.buffers} buffers"
    return ""
