// SPDX-License-Identifier: Apache-2.0
// Functions in a statement that changes rows run on a shard, or, if they are harmless there, before it:
// none may be volatile, and a stable one may not look at a column.

import { walk } from "./node_tree.mjs";

const UPDATE = "2";
const INSERT = "3";
const DELETE = "4";
const RESULT_TYPES = ["vartype", "consttype", "paramtype", "funcresulttype", "opresulttype", "resulttype", "casetype", "coalescetype", "array_typeid"];

const first = (node, field) => node.fields[field]?.[0];

function resultType(node) {
  const field = RESULT_TYPES.find((name) => node?.fields?.[name]);
  return field && first(node, field);
}

// What a node calls, as {name, volatility}; null when it calls nothing. `catalog`: functions (oid -> {name,
// volatility}) and conversions (type -> {input, output} volatility).
function called(node, catalog) {
  switch (node.node) {
    case "FUNCEXPR":
      return catalog.functions.get(first(node, "funcid"));
    case "OPEXPR":
    case "DISTINCTEXPR":
    case "NULLIFEXPR":
    case "SCALARARRAYOPEXPR":
      return catalog.functions.get(first(node, "opfuncid"));
    case "SQLVALUEFUNCTION":
      return { name: "CURRENT_TIMESTAMP and its kin", volatility: "s" };
    case "NEXTVALUEEXPR":
      return { name: "nextval", volatility: "v" };
    case "COERCEVIAIO": {
      const from = catalog.conversions.get(resultType(first(node, "arg")))?.output ?? "i";
      const to = catalog.conversions.get(first(node, "resulttype"))?.input ?? "i";
      return { name: "a cast by way of text", volatility: [from, to].includes("v") ? "v" : [from, to].includes("s") ? "s" : "i" };
    }
    default:
      return null;
  }
}

// Walks an expression, but not into its subqueries: those are planned apart.
function calls(expression, catalog, visit, inside = []) {
  walkOne(expression, inside);
  function walkOne(value, trail) {
    if (Array.isArray(value)) {
      for (const each of value) walkOne(each, trail);
      return;
    }
    if (!value?.node || value.node === "SUBLINK" || value.node === "QUERY") return;
    const call = called(value, catalog);
    if (call) visit(call, value, trail);
    for (const inner of Object.values(value.fields)) walkOne(inner, [...trail, value.node]);
  }
}

function looksAtColumn(node) {
  let found = false;
  walk(node, (each) => {
    if (each.node === "VAR") found = true;
    return each.node !== "SUBLINK";
  });
  return found;
}

function judgeChange(query, catalog, found) {
  for (const part of ["targetList", "jointree"]) {
    calls(query.fields[part] ?? [], catalog, (call, node, trail) => {
      if (call.volatility === "v") {
        found.add(`${call.name} is volatile: compute it in the program and pass it as a parameter`);
      } else if (call.volatility === "s" && looksAtColumn(node)) {
        found.add(`${call.name} is stable and looks at a column: compute it in the program, or in a CTE`);
      } else if (call.volatility === "s" && trail.some((name) => ["CASEEXPR", "COALESCEEXPR"].includes(name))) {
        found.add(`${call.name} is not immutable and stands within CASE or COALESCE`);
      }
    });
  }
}

function judgeConflict(query, catalog, found) {
  const clause = first(query, "onConflict");
  if (!clause?.node) return;
  for (const part of ["onConflictSet", "onConflictWhere"]) {
    calls(clause.fields[part] ?? [], catalog, (call) => {
      if (call.volatility !== "i") found.add(`${call.name} is not immutable: ON CONFLICT DO UPDATE takes EXCLUDED or a parameter`);
    });
  }
}

// Sentences about a rewritten tree; queries in CTEs and subqueries are judged each by itself.
export function judge(tree, catalog) {
  const found = new Set();
  walk(tree, (node) => {
    if (node.node !== "QUERY") return true;
    const command = first(node, "commandType");
    if (command === UPDATE || command === DELETE) judgeChange(node, catalog, found);
    if (command === INSERT) judgeConflict(node, catalog, found);
    return true;
  });
  return [...found];
}
