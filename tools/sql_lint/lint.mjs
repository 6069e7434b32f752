// SPDX-License-Identifier: Apache-2.0
// Checks every SQL text of the project. Needs LINT_DB_SOURCE: a database that it may fill with schemas.
//
//   node lint.mjs ROOT
//
// Prints `file:line: sentence` for each finding and exits 1 if there is any.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import pg from "libpg-query";
import * as casing from "./casing.mjs";
import * as declarationRules from "./declaration_rules.mjs";
import { plainPieces, statements } from "./extract.mjs";
import * as migrationRules from "./migration_rules.mjs";
import * as queryRules from "./query_rules.mjs";
import { Scratch } from "./scratch.mjs";
import * as volatility from "./volatility.mjs";

const PLATFORM = "platform";

export class Linter {
  constructor(scratch) {
    this.scratch = scratch;
    this.catalog = scratch.catalog();
    this.keywords = scratch.keywords();
    this.findings = [];
    this.counted = { statements: 0, migrations: 0 };
  }

  say(file, line, sentence) {
    this.findings.push(`${file}:${line}: ${sentence}`);
  }

  async parse(file, line, text) {
    try {
      return await pg.parse(text);
    } catch (error) {
      this.say(file, line, `PostgreSQL cannot read it: ${error.message}`);
      return null;
    }
  }

  // Migrations [{file, text}] in their order: up, down to nothing, and up again. Leaves the schema as the last
  // run made it; gives the shapes of the expressions that have an index.
  async migrate(schema, ups, downs) {
    this.scratch.rows(`CREATE SCHEMA ${schema}`);
    const indexed = new Set();
    const ready = { ups: [], downs: [] };
    for (const [way, files] of Object.entries({ ups, downs })) {
      for (const { file, text } of files) {
        this.counted.migrations++;
        const parsed = await this.parse(file, 1, text);
        if (!parsed) continue;
        for (const sentence of [...migrationRules.judge(parsed, text), ...casing.judge(text, this.keywords)]) this.say(file, 1, sentence);
        for (const each of migrationRules.indexedExpressions(parsed)) indexed.add(each);
        ready[way].push({ file, statements: migrationRules.split(parsed, text) });
      }
    }
    this.runMigrations(schema, ready.ups);
    this.runMigrations(schema, ready.downs.reverse());
    const left = this.scratch.rows(`SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace ORDER BY relname`);
    if (left.length > 0) this.say(downs[0]?.file ?? ups[0].file, 1, `after all .down.sql files there is still ${left.flat().join(", ")}`);
    else this.runMigrations(schema, ready.ups);
    // As those who run migrations make them.
    for (const table of ["schema_migrations", "platform_migrations"]) {
      this.scratch.rows(`CREATE TABLE ${schema}.${table} (version BIGINT NOT NULL PRIMARY KEY, dirty BOOLEAN NOT NULL)`);
    }
    return indexed;
  }

  runMigrations(schema, files) {
    for (const { file, statements: texts } of files) {
      for (const error of this.scratch.run(schema, texts).map(Scratch.errorIn).filter(Boolean)) this.say(file, 1, error);
    }
  }

  // Statements [{file, line, text}] of one schema.
  async check(schema, texts, indexed = new Set()) {
    const readable = [];
    const columns = this.scratch.columns(schema);
    for (const each of texts) {
      this.counted.statements++;
      const parsed = await this.parse(each.file, each.line, each.text);
      if (!parsed) continue;
      const isQuery = queryRules.isQuery(parsed);
      const sentences = [...queryRules.judge(parsed, each.file, indexed), ...declarationRules.judge(parsed, isQuery, each), ...casing.judge(each.text, this.keywords)];
      for (const sentence of sentences) this.say(each.file, each.line, sentence);
      if (isQuery) readable.push({ ...each, types: queryRules.parameterTypes(parsed, columns) });
    }
    const prepared = this.scratch.prepare(schema, readable);
    prepared.forEach(({ error, tree }, index) => {
      const { file, line } = readable[index];
      if (error) this.say(file, line, error);
      else if (!tree) this.say(file, line, "PostgreSQL gave no tree for it");
      else for (const sentence of volatility.judge(tree, this.catalog)) this.say(file, line, sentence);
    });
  }
}

function filesBelow(root, folder, wanted) {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && wanted.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
      .sort();
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

async function lintProject(root, linter) {
  const read = (file) => readFileSync(join(root, file), "utf8");
  const header = (file) => (existsSync(join(root, file)) ? read(file) : "");  // generated ones hold no pieces
  const texts = (files) => files.map((file) => ({ file, text: read(file) }));
  const byName = (left, right) => (left.split("/").at(-1) < right.split("/").at(-1) ? -1 : 1);
  const statementsIn = (folder) =>
    texts(filesBelow(root, folder, /(?<!_test|_itest|_fixture|_bench)\.(cc|h)$/)).flatMap(({ file, text }) => {
      for (const line of plainPieces(text)) linter.say(file, line, 'a Piece is written as R"sql(…)sql"');
      return statements(file, text, header).map((each) => ({ file, ...each }));
    });

  const up = (folder) => texts(filesBelow(root, folder, /\.up\.sql$/).sort(byName));
  const down = (folder) => texts(filesBelow(root, folder, /\.down\.sql$/).sort(byName));
  const platform = up("framework");
  const platformIndexed = await linter.migrate(PLATFORM, platform, down("framework"));
  await linter.check(PLATFORM, statementsIn("framework"), platformIndexed);

  const services = readdirSync(join(root, "application"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of services) {
    const folder = `application/${name}`;
    const found = statementsIn(folder);
    const migrations = up(`${folder}/migrations`);
    if (found.length === 0 && migrations.length === 0) continue;
    const indexed = await linter.migrate(`${name}_service`, migrations, down(`${folder}/migrations`));
    // A service's statements may also touch the platform's tables, which lie in the same schema.
    const said = platform.flatMap(({ text }) => linter.scratch.run(`${name}_service`, [text]));
    for (const error of said.map(Scratch.errorIn).filter(Boolean)) linter.say(folder, 1, error);
    await linter.check(`${name}_service`, found, indexed);
  }
}

if (process.argv[1]?.endsWith("lint.mjs")) {
  const linter = new Linter(new Scratch(process.env.LINT_DB_SOURCE));
  await lintProject(process.argv[2], linter);
  for (const finding of new Set(linter.findings)) console.log(finding);
  const { statements: texts, migrations } = linter.counted;
  console.log(`sql: ${texts} statements, ${migrations} migrations, ${linter.findings.length} findings`);
  if (texts === 0) console.log("sql: found no statement at all, which cannot be right");
  process.exitCode = (linter.findings.length > 0 || texts === 0) ? 1 : 0;
}
