// SPDX-License-Identifier: Apache-2.0
// A throw-away database that understands the statements: psql in, trees and errors out.

import { execFileSync, spawnSync } from "node:child_process";
import { read } from "./node_tree.mjs";

export class Scratch {
  constructor(source) {
    this.source = source;
  }

  // Rows of a query, each an array of texts.
  rows(sql) {
    const out = execFileSync("psql", [this.source, "-XAtq", "-F", "\t", "-c", sql], { encoding: "utf8", env: { ...process.env, PGOPTIONS: "-c client_min_messages=warning" } });
    return out.split("\n").filter(Boolean).map((line) => line.split("\t"));
  }

  // Runs the texts one by one in a schema, and gives what the server said to each.
  run(schema, texts, settings = "") {
    const mark = "@@@@";
    const script = [`SET search_path = ${schema};`, settings];
    for (const text of texts) script.push(`\\warn ${mark}`, `${text}\n;`);
    const { stderr, error } = spawnSync("psql", [this.source, "-Xq", "-v", "ON_ERROR_STOP=0"], {
      input: script.join("\n"),
      encoding: "utf8",
      maxBuffer: 1 << 30,
    });
    if (error) throw error;
    return stderr.split(mark).slice(1);
  }

  // An error's first line, or null.
  static errorIn(said) {
    return said.match(/ERROR:\s+(.*)/)?.[1] ?? null;
  }

  // Prepares each of [{text, types}] and gives [{error, tree}].
  prepare(schema, queries) {
    const settings = "SET client_min_messages = log; SET debug_print_rewritten = on; SET debug_pretty_print = off;";
    const texts = queries.map(({ text, types }) => {
      const given = types.length > 0 ? ` (${types.join(", ")})` : "";
      return `PREPARE statement${given} AS ${text.trim().replace(/;$/, "")};\nDEALLOCATE statement`;
    });
    return this.run(schema, texts, settings).map((said) => {
      const trees = [...said.matchAll(/LOG:\s+rewritten parse tree:\nDETAIL:\s+([\s\S]*?)\n\n/g)].map((match) => read(match[1]));
      const utility = "6";
      const tree = trees.find((each) => each[0]?.fields?.commandType?.[0] !== utility);
      return { error: Scratch.errorIn(said), tree };
    });
  }

  // Name -> type of every column of a schema's tables.
  columns(schema) {
    const sql = `SELECT attname, atttypid::regtype FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
      WHERE relnamespace = '${schema}'::regnamespace AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped`;
    return new Map(this.rows(sql).map(([name, type]) => [name, type.replace(/\[\]$/, "")]));
  }

  catalog() {
    const functions = new Map();
    for (const [oid, name, volatility] of this.rows("SELECT oid, proname, provolatile FROM pg_proc")) {
      functions.set(oid, { name, volatility });
    }
    const conversions = new Map();
    const types = "SELECT t.oid, i.provolatile, o.provolatile FROM pg_type t JOIN pg_proc i ON i.oid = t.typinput JOIN pg_proc o ON o.oid = t.typoutput";
    for (const [oid, input, output] of this.rows(types)) conversions.set(oid, { input, output });
    return { functions, conversions };
  }

  keywords() {
    return new Map(this.rows("SELECT word, catcode FROM pg_get_keywords()"));
  }
}
