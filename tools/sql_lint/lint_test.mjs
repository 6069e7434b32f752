// SPDX-License-Identifier: Apache-2.0
// Each rule refuses what it is for and lets pass what is right. Needs LINT_DB_SOURCE, as lint.mjs does.

import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "libpg-query";
import { judge as judgeDeclaration } from "./declaration_rules.mjs";
import { plainPieces, statements } from "./extract.mjs";
import { Linter } from "./lint.mjs";
import { isQuery, judge } from "./query_rules.mjs";
import { Scratch } from "./scratch.mjs";

const scratch = new Scratch(process.env.LINT_DB_SOURCE);
const TABLES = `
  CREATE TABLE jobs (id BIGSERIAL PRIMARY KEY, key TEXT NOT NULL UNIQUE, attempts BIGINT NOT NULL, payload JSONB NOT NULL,
                     due_at TIMESTAMPTZ NOT NULL);
  CREATE INDEX jobs_lower_idx ON jobs (LOWER(key));`;
const linter = new Linter(scratch);
let schemas = 0;

// Findings about statements over the tables above, each called by its place in the list.
async function judgeAll(texts) {
  linter.findings = [];
  const indexed = await linter.migrate("statements", [{ file: "a.up.sql", text: TABLES }], [{ file: "a.down.sql", text: "DROP TABLE jobs;" }]);
  assert.deepEqual(linter.findings, []);
  await linter.check("statements", texts.map((text, line) => ({ file: "a.cc", line, text })), indexed);
  scratch.rows("DROP SCHEMA statements CASCADE");
  return texts.map((_, line) => linter.findings.filter((finding) => finding.startsWith(`a.cc:${line}: `)));
}

async function migrated(up, down = "DROP TABLE IF EXISTS a, b CASCADE;") {
  linter.findings = [];
  const schema = `migrations${schemas++}`;
  await linter.migrate(schema, [{ file: "a.up.sql", text: up }], [{ file: "a.down.sql", text: down }]);
  return linter.findings;
}

const REFUSED = {
  "no * ": ["SELECT * FROM jobs", /name the columns/],
  "no qualified *": ["SELECT j.* FROM jobs AS j", /name the columns/],
  "no growing offset": ["SELECT id FROM jobs ORDER BY id LIMIT 10 OFFSET $1", /OFFSET/],
  "no other schema": ["SELECT id FROM other.jobs", /no schema is named/],
  "no other schema to write in": ["UPDATE other.jobs SET attempts = 0 WHERE id = $1", /no schema is named/],
  "no function of another schema": ["SELECT other.f(id) FROM jobs", /another schema/],
  "an INSERT names its columns": ["INSERT INTO jobs VALUES (1, '', 1, '{}', $1)", /names its columns/],
  "no UPDATE of everything": ["UPDATE jobs SET attempts = 0", /without WHERE/],
  "no DELETE of everything": ["DELETE FROM jobs", /without WHERE/],
  "no MERGE": ["MERGE INTO jobs USING (VALUES (1)) AS v (id) ON jobs.id = v.id WHEN MATCHED THEN DO NOTHING", /MERGE/],
  "no subquery in VALUES": ["INSERT INTO jobs (key, attempts, payload, due_at) VALUES ('', (SELECT 1), '{}', $1)", /INSERT … VALUES/],
  "no subquery in DO UPDATE": ["INSERT INTO jobs (key, attempts, payload, due_at) VALUES ($1, 1, '{}', $2) ON CONFLICT (key) DO UPDATE SET attempts = (SELECT 1)", /ON CONFLICT/],
  "volatile function in UPDATE": ["UPDATE jobs SET due_at = CLOCK_TIMESTAMP() WHERE id = $1", /clock_timestamp is volatile/],
  "volatile function in WHERE of DELETE": ["DELETE FROM jobs WHERE attempts > RANDOM()", /random is volatile/],
  "stable operator over a column": ["UPDATE jobs SET due_at = due_at + INTERVAL '1 day' WHERE id = $1", /is stable and looks at a column/],
  "stable function over a column": ["UPDATE jobs SET due_at = NOW() + MAKE_INTERVAL(secs => attempts) WHERE id = $1", /is stable and looks at a column/],
  "jsonb_build_object over a column": ["UPDATE jobs SET payload = JSONB_BUILD_OBJECT('n', attempts) WHERE id = $1", /jsonb_build_object is stable/],
  "a cast by text over a column": ["UPDATE jobs SET key = due_at::TEXT WHERE id = $1", /a cast by way of text is stable/],
  "stable function within COALESCE": ["UPDATE jobs SET due_at = COALESCE($2, NOW()) WHERE id = $1", /within CASE or COALESCE/],
  "stable function in DO UPDATE": ["INSERT INTO jobs (key, attempts, payload, due_at) VALUES ($1, 1, '{}', $2) ON CONFLICT (key) DO UPDATE SET due_at = NOW()", /not immutable: ON CONFLICT/],
  "the same inside a CTE": ["WITH moved AS (UPDATE jobs SET due_at = due_at + INTERVAL '1 day' WHERE id = $1 RETURNING id) SELECT id FROM moved", /is stable and looks at a column/],
  "lower-case keywords": ["select id FROM jobs", /select: keywords/],
  "a function over a column in WHERE": ["SELECT id FROM jobs WHERE UPPER(key) = $1", /over a column in WHERE/],
  "a cast over a column in WHERE": ["SELECT id FROM jobs WHERE due_at::DATE = $1", /over a column in WHERE/],
  "lock_timeout": ["SET LOCAL lock_timeout = 100", /does not reach/],
  "a kept plan": ["SET plan_cache_mode = force_generic_plan", /by the connection alone/],
  "a plan kept by a function": ["SELECT SET_CONFIG('plan_cache_mode', 'force_generic_plan', FALSE)", /by the connection alone/],
  "two statements": ["SELECT 1; SELECT 2", /2 statements/],
  "what PostgreSQL cannot read": ["SELEC id FROM jobs", /cannot read it/],
  "a column that does not exist": ["SELECT nothing_like_it FROM jobs", /does not exist/],
};


const ACCEPTED = {
  "parameters and immutable arithmetic": "UPDATE jobs SET attempts = attempts + 1, due_at = $2 WHERE id = $1 AND due_at <= $3 RETURNING id",
  "a stable function that sees no column": "UPDATE jobs SET due_at = NOW() + $2 * INTERVAL '1 second' WHERE id = $1",
  "a comparison with a stable value": "DELETE FROM jobs WHERE due_at < NOW() - INTERVAL '7 days'",
  "a scalar subquery": "UPDATE jobs SET due_at = (SELECT CLOCK_TIMESTAMP()) WHERE id = $1",
  "a CTE that locks and computes": "WITH due AS (SELECT id, NOW() + MAKE_INTERVAL(secs => attempts::INTEGER) AS at FROM jobs FOR UPDATE SKIP LOCKED) UPDATE jobs SET due_at = due.at FROM due WHERE jobs.id = due.id",
  "EXCLUDED": "INSERT INTO jobs (key, attempts, payload, due_at) VALUES ($1, 1, '{}', $2) ON CONFLICT (key) DO UPDATE SET due_at = EXCLUDED.due_at",
  "a page by key": "SELECT id, key FROM jobs WHERE (due_at, id) > ($1, $2) ORDER BY due_at, id LIMIT 20",
  "volatile functions in a SELECT": "SELECT id, RANDOM() FROM jobs",
  "a function over a column that has such an index": "SELECT id FROM jobs WHERE LOWER(key) = $1",
  "arrays of parameters": "INSERT INTO jobs (key, attempts, payload, due_at) SELECT new.key, new.attempts, '{}', $3 FROM UNNEST($1, $2) AS new (key, attempts)",
  "transaction commands": "COMMIT",
};

const refused = Object.entries(REFUSED);
const accepted = Object.entries(ACCEPTED);
const found = await judgeAll([...refused.map(([, [text]]) => text), ...accepted.map(([, text]) => text)]);
refused.forEach(([name, [, wanted]], index) => test(`refuses: ${name}`, () => assert.match(found[index].join("\n"), wanted)));
accepted.forEach(([name], index) => test(`accepts: ${name}`, () => assert.deepEqual(found[refused.length + index], [])));

test("lets the connection say whether plans are kept", async () => {
  const parsed = await pg.parse("SELECT SET_CONFIG('plan_cache_mode', 'auto', TRUE)");
  assert.deepEqual(judge(parsed, "framework/postgres/connection.cc"), []);
  assert.equal(judge(parsed, "application/order/storage/order_store.cc").length, 1);
});

const KEYED = "CREATE TABLE a (id BIGINT PRIMARY KEY);";
const BAD_MIGRATIONS = {
  "no primary key": ["CREATE TABLE a (id BIGINT);", /needs a PRIMARY KEY/],
  "a small key": ["CREATE TABLE a (id SERIAL PRIMARY KEY);", /a key is BIGINT/],
  "a foreign key": [`${KEYED} CREATE TABLE b (id BIGINT PRIMARY KEY REFERENCES a (id));`, /foreign keys/],
  "a trigger": [`${KEYED} CREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f();`, /no triggers/],
  "INHERITS": [`${KEYED} CREATE TABLE b (PRIMARY KEY (id)) INHERITS (a);`, /INHERITS/],
  "an inline constraint on a new column": [`${KEYED} ALTER TABLE a ADD COLUMN b BIGINT CHECK (b > 0);`, /add the column first/],
  "a serial column added later": [`${KEYED} ALTER TABLE a ADD COLUMN b BIGSERIAL;`, /cannot be added later/],
  "a constraint without a name": [`${KEYED} ALTER TABLE a ADD CHECK (id > 0);`, /needs a name/],
  "a renamed constraint": [`${KEYED} ALTER TABLE a RENAME CONSTRAINT a_pkey TO b;`, /cannot be renamed/],
  "a semicolon in a comment": [`-- one; two\n${KEYED}`, /semicolons/],
  "money that is no BIGINT": ["CREATE TABLE a (id BIGINT PRIMARY KEY, price_minor NUMERIC NOT NULL);", /BIGINT minor units/],
  "a schema named": ["CREATE TABLE public.a (id BIGINT PRIMARY KEY);", /no schema is named/],
  "an error": ["CREATE TABLE a (id NO_SUCH_TYPE PRIMARY KEY);", /does not exist/],
};

for (const [name, [text, wanted]] of Object.entries(BAD_MIGRATIONS)) {
  test(`refuses a migration with ${name}`, async () => assert.match((await migrated(text)).join("\n"), wanted));
}

test("refuses a way back that leaves something", async () => {
  const two = `${KEYED} CREATE TABLE b (id BIGINT PRIMARY KEY);`;
  assert.match((await migrated(two, "DROP TABLE a;")).join("\n"), /there is still b/);
  assert.deepEqual(await migrated(two, "DROP TABLE b; DROP TABLE a;"), []);
});

// What a constant says, its text, and what there is to find.
const DECLARED = {
  "a Read that reads": [{ kind: "Read" }, "SELECT id FROM jobs WHERE id = $1", null],
  "a Read that changes": [{ kind: "Read" }, "UPDATE jobs SET attempts = 0 WHERE id = $1", /say Write/],
  "a Read that changes in a CTE": [{ kind: "Read" }, "WITH gone AS (DELETE FROM jobs WHERE id = $1 RETURNING id) SELECT id FROM gone", /say Write/],
  "a Read that locks": [{ kind: "Read" }, "SELECT id FROM jobs WHERE id = $1 FOR UPDATE", /say Write/],
  "a Read that locks in a subquery": [{ kind: "Read" }, "SELECT id FROM (SELECT id FROM jobs WHERE id = $1 FOR SHARE) AS held", /say Write/],
  "a Read that takes an advisory lock": [{ kind: "Read" }, "SELECT PG_ADVISORY_XACT_LOCK($1)", /say Write/],
  "a Write that only reads": [{ kind: "Write" }, "SELECT id FROM jobs WHERE id = $1", /say Read/],
  "a Write that locks": [{ kind: "Write" }, "SELECT id FROM jobs WHERE id = $1 FOR UPDATE", null],
  "a Write that is no query": [{ kind: "Write" }, "COMMIT", null],
  "a page without a plan": [{ kind: "Read" }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 20", /^LIMIT makes the plan/],
  "a page": [{ kind: "Read", plan: "each_time" }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 20", null],
  "a page whose plan is kept for a reason": [{ kind: "Read", plan: "once", reasoned: true }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 1", null],
  "a plan that is kept for no reason": [{ kind: "Read", plan: "once" }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 1", /say in a comment/],
  "a pattern without a plan": [{ kind: "Read" }, "SELECT id FROM jobs WHERE key ILIKE $1", /^LIKE makes the plan/],
  "a count without a plan": [{ kind: "Read" }, "SELECT COUNT(*) FROM jobs WHERE attempts > $1", /^COUNT makes the plan/],
  "a lower bound without a plan": [{ kind: "Read" }, "SELECT MIN(id) FROM jobs WHERE attempts > $1", /^MIN makes the plan/],
  "a count of everything": [{ kind: "Read" }, "SELECT COUNT(*) FROM jobs", null],
  "a plan without parameters": [{ kind: "Read", plan: "each_time" }, "SELECT COUNT(*) FROM jobs", /there is one plan/],
  "a count of everything that is sent alone": [{ kind: "Read", alone: true }, "SELECT COUNT(*) FROM jobs", /say Lane::lists/],
  "a count of everything in its lane": [{ kind: "Read", alone: true, lane: "lists" }, "SELECT COUNT(*) FROM jobs", null],
  "a lower bound of everything that is short": [{ kind: "Read", alone: true, lane: "keys", reasoned: true }, "SELECT MIN(id) FROM jobs", null],
  "a page that is short": [{ kind: "Read", plan: "each_time", lane: "keys", reasoned: true }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 1", null],
  "a page that is short for no reason": [{ kind: "Read", plan: "each_time", lane: "keys" }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 1", /say in a comment/],
  "a page in the lane of pages": [{ kind: "Read", plan: "each_time", lane: "lists" }, "SELECT id FROM jobs WHERE id > $1 ORDER BY id LIMIT 20", /leave it out/],
  "a key in the lane of keys": [{ kind: "Read", lane: "keys", reasoned: true }, "SELECT id FROM jobs WHERE id = $1", /leave it out/],
  "a Write in a lane": [{ kind: "Write", lane: "lists" }, "DELETE FROM jobs WHERE id = $1", /no lane/],
  "a string literal": [{ kind: "Read", plain: true }, "SELECT id FROM jobs", /written as R"sql/],
};
for (const [name, [said, text, wanted]] of Object.entries(DECLARED)) {
  test(`judges ${name}`, async () => {
    const parsed = await pg.parse(text);
    const sentences = judgeDeclaration(parsed, isQuery(parsed), said).join("; ");
    if (wanted) assert.match(sentences, wanted);
    else assert.equal(sentences, "");
  });
}

test("reads what a constant says", () => {
  const source = [
    'constexpr Read kA{R"sql(SELECT a FROM t)sql"};', 'constexpr Write kB{Plan::each_time, R"sql(DELETE FROM t)sql"};',
    '// Few rows.', 'constexpr postgres::Read kC{', '    postgres::Plan::once, joined<kSelect, R"sql( FROM t)sql">};',
    'Rule{"name", Read{"SELECT c FROM t"}};', 'auto text = R"sql(SELECT d FROM t)sql";', 'constexpr Read kE{R"sql(SELECT e)sql"', ' R"sql( FROM t)sql"};',
    'constexpr Piece kSelect = R"sql(SELECT b)sql";', 'constexpr Piece kPlain = "a, b";',
    '// Short.', 'constexpr Read kF{Plan::each_time, Lane::keys, R"sql(SELECT f FROM t)sql"};', 'constexpr Read kG{postgres::Lane::lists, R"sql(SELECT g FROM t)sql"};',
  ].join("\n");
  const said = statements("application/a/storage/a.cc", source).filter(({ text }) => / FROM /.test(text));
  assert.deepEqual(said.map(({ kind, alone, plan, lane, reasoned, plain }) => [kind, alone, plan, lane, reasoned, plain]), [
    ["Read", true, undefined, undefined, false, false], ["Write", true, "each_time", undefined, false, false],
    ["Read", true, "once", undefined, true, false], ["Read", false, undefined, undefined, false, true],
    [undefined, false, undefined, undefined, false, false], ["Read", true, undefined, undefined, false, true],
    ["Read", true, "each_time", "keys", true, false], ["Read", true, undefined, "lists", false, false],
  ]);
  assert.deepEqual(plainPieces(source), [11]);
});

test("finds statements in C++ whatever way they are written", () => {
  const source = [
    'constexpr Read kA{"SELECT a "', '                        "FROM b"};', 'constexpr Write kB{R"sql(', '  SELECT c', ')sql"};',
    '// Read kC{"SELECT commented"};', 'Rule{"name", {"SELECT d FROM e"}};', 'auto text = "Select one of these";', "char quote = '\"';",
    'constexpr Write kD{"COMMIT"};',
  ].join("\n");
  const found = statements("application/a/storage/a.cc", source);
  assert.deepEqual(found.map(({ text }) => text.trim()), ["SELECT a FROM b", "SELECT c", "SELECT d FROM e", "Select one of these", "COMMIT"]);
  assert.deepEqual(found.map(({ line }) => line), [1, 3, 7, 8, 10]);
  assert.equal(statements("framework/a/a.cc", source).length, 3);
});

test("joins the pieces of a statement", () => {
  const header = 'inline constexpr postgres::Piece kColumns = "a, b";';
  const source = [
    '#include "application/a/columns.h"', 'constexpr Piece kFrom = R"sql( FROM c)sql";',
    'constexpr Read kA{joined<"SELECT ", kColumns, kFrom, " WHERE d = ANY($1) AND e > 1">};',
    'constexpr Write kB{joined<"UPDATE c SET a = 1 WHERE b = 2 RETURNING ", kColumns>};',
    'constexpr Read kC{joined<kSelect, "AND d = 1", kMissing>};', 'constexpr Piece kSelect = "SELECT a";',
  ].join("\n");
  const found = statements("application/a/a.cc", source, (name) => (name === "application/a/columns.h" ? header : ""));
  assert.deepEqual(found.map(({ text }) => text), [
    "SELECT a, b FROM c WHERE d = ANY($1) AND e > 1", "UPDATE c SET a = 1 WHERE b = 2 RETURNING a, b", "SELECT aAND d = 1 kMissing ", "SELECT a",
  ]);
});
