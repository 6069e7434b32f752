# SPDX-License-Identifier: Apache-2.0
"""How much one statement may read, and what is excused, each with its reason."""

# Rows of one table or index in one run of it, those that a filter refused among them: what a page of 100, its lines and
# a bounded walk come to. A node that runs often is held by the pages that the whole statement touches.
ROWS_MAX = 2_000
BUFFERS_MAX = 4_000

# Tables that the seed leaves small because they stay so, in whatever schema.
SMALL = {
    "blocked_words": "a list that administrators keep",
    "categories": "a tree that people look after",
    "instances": "the processes of a day",
    "parameter_changes": "what administrators change by hand",
    "parameters": "the settings that may change",
    "parameters_version": "one row",
    "live_changes": "what open pages are told of goes after ten minutes",
    "quiet_hours": "a row for each account that wants them, read by its key",
    "sandbox_deliveries": "a message is deleted when it has arrived",
    "second_factor_resets": "what administrators do by hand",
    "tag_rules": "a list that administrators keep",
    "template_versions": "words that administrators write",
    "used_challenges": "what is over goes every hour",
}

# Schemas that the seed leaves without what grows, with their tables and indexes.
UNSEEDED = {"search_service": "the program makes the words of the index; bench/search measures it"}

# Indexes that enforce nothing and that nothing here uses.
UNUSED = {
    "brand_counts_most_ix": "the brands of one category are fewer than a page",
    "carts_updated_at_ix": "old carts of guests go every hour",
    "closed_boxes_closed_ix": "late news of closed boxes goes every hour",
    "daily_counts_day_ix": "counts of past days go every hour",
    "email_links_expires_ix": "links that are over go every ten minutes",
    "idempotency_keys_claimed_idx": "old keys go every hour",
    "inbox_taken_idx": "old events go every hour",
    "instances_seen_at_ix": "there are few, and old ones go every hour",
    "parameter_changes_name_ix": "there are few",
    "live_changes_owner_ix": "a page that comes back within ten minutes is told what it missed",
    "pictures_unused_ix": "pictures of no product go every hour",
    "reviews_due_ix": "what was never written lapses, or becomes an automatic review, every minute",
    "sandbox_deliveries_due_at_ix": "a message is deleted when it has arrived",
    "second_factor_resets_user_ix": "they go with the account that they are about",
    "sessions_expires_at_ix": "sessions that are over go every hour",
    "taken_lines_taken_at_ix": "what a lost checkout took comes back every minute",
    "used_challenges_expires_at_ix": "what is over goes every hour",
}


# Statements that are excused, by how they begin.
EXCUSED = {
    "SELECT COALESCE(SUM(quantity), 0) FROM cart_lines": "a gauge: all carts, once a minute",
    "SELECT COUNT(*) FROM carts WHERE owner LIKE 'g:%'": "a gauge: all guests, once a minute",
}


# Tables that are read whole where that is cheaper than to ask them row by row.
READ_WHOLE = {"product_service.shop_closings": "a narrow row for each shop that was ever closed, hashed once a list"}


def has_grown(table, facts):
    return facts["rows"].get(table, 0) >= facts["many"]


def fault(plan, facts):
    """What is wrong with the plan; empty when nothing is."""
    if plan.statement.startswith(tuple(EXCUSED)):
        return ""
    for how, what, rows in plan.walks():
        if what in READ_WHOLE:
            continue
        if "Seq Scan" in how and has_grown(what, facts):
            return f"reads all of {what}"
        if rows > ROWS_MAX:
            return f"{rows} rows of {what}"
    if plan.buffers > BUFFERS_MAX:
        return f"{plan.buffers} buffers"
    return ""
