// SPDX-License-Identifier: Apache-2.0
// What a statement of a service must not be, judged by its parse tree alone.

import { contains, shape, walk } from "./tree.mjs";

const OWN_SCHEMAS = ["", "pg_catalog"];

// `INSERT … SELECT … FROM UNNEST($1)` has no plan without values that Citus can distribute, so whether plans are kept is
// the connection's to say, which knows where it is; a statement says Plan.
const PLANNING = "plan_cache_mode is set by the connection alone, which knows whether Citus is there; say Plan";
const SETS_PLANNING = "framework/postgres/connection.cc";

function setsPlanning(call) {
  return call.funcname?.at(-1).String.sval === "set_config" && call.args?.[0]?.A_Const?.sval?.sval === "plan_cache_mode";
}

const NODE_RULES = {
  RangeVar: (node) =>
    !OWN_SCHEMAS.includes(node.schemaname ?? "") && `${node.schemaname}.${node.relname}: no schema is named; search_path is the service's own`,
  FuncCall: (node) =>
    (setsPlanning(node) && PLANNING) ||
    node.funcname?.length > 1 && node.funcname[0].String.sval !== "pg_catalog" && `${node.funcname[0].String.sval}: functions of another schema are out of reach`,
  ColumnRef: (node) => node.fields?.some((field) => field.A_Star) && "name the columns instead of *",
  InsertStmt: (node) =>
    (!node.cols && "an INSERT names its columns") ||
    (isValues(node) && contains(node.selectStmt, ["SubLink"]) && "no subquery within INSERT … VALUES; use INSERT … SELECT") ||
    (contains(node.onConflictClause ?? {}, ["SubLink"]) && "no subquery within ON CONFLICT DO UPDATE"),
  UpdateStmt: (node) => !node.whereClause && "an UPDATE without WHERE changes the whole table",
  DeleteStmt: (node) => !node.whereClause && "a DELETE without WHERE empties the table",
  MergeStmt: () => "no MERGE: its source would have to be a table; use INSERT … ON CONFLICT",
  SelectStmt: (node) => node.limitOffset && node.limitOffset.A_Const?.ival === undefined && "no paging by OFFSET: page by key",
  VariableSetStmt: (node) =>
    (node.name === "lock_timeout" && "SET lock_timeout does not reach the workers") || (node.name === "plan_cache_mode" && PLANNING),
  NotifyStmt: () => "NOTIFY reaches one node only",
  ListenStmt: () => "LISTEN hears one node only",
};

function isValues(insert) {
  return Boolean(insert.selectStmt?.SelectStmt?.valuesLists);
}

// A check of the invariants reads whole tables, so it may look at them through functions.
const READS_EVERYTHING = /_checks\.cc$/;

// Whether the text is one query, as against BEGIN or SET, which cannot be prepared.
export function isQuery(parsed) {
  const [only, ...more] = parsed.stmts;
  return more.length === 0 && ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"].includes(Object.keys(only.stmt)[0]);
}

// Types of the parameters, as far as UNNEST($1, $2) AS new (order_no, quantity) leaves them open: the program says
// them, and here they are those of the columns of the same names. `columns`: name -> type.
export function parameterTypes(parsed, columns) {
  const types = [];
  walk(parsed.stmts, (name, node) => {
    if (name !== "RangeFunction") return;
    const call = node.functions?.[0]?.List?.items?.[0]?.FuncCall;
    if (call?.funcname.at(-1).String.sval !== "unnest") return;
    call.args.forEach((argument, index) => {
      const column = node.alias?.colnames?.[index]?.String.sval;
      if (argument.ParamRef && columns.has(column)) types[argument.ParamRef.number - 1] = `${columns.get(column)}[]`;
    });
  });
  return Array.from(types, (type) => type ?? "unknown");
}

// Sentences about one parsed text; `indexed` holds the shapes of the expressions that have an index.
export function judge(parsed, file = "", indexed = new Set()) {
  const found = [];
  if (parsed.stmts.length !== 1) found.push(`${parsed.stmts.length} statements in one text; each is sent by itself`);
  walk(parsed.stmts, (name, node) => {
    const sentence = NODE_RULES[name]?.(node);
    if (sentence && !(sentence === PLANNING && file === SETS_PLANNING)) found.push(sentence);
    if (node.whereClause && !READS_EVERYTHING.test(file)) found.push(...wrappedColumns(node.whereClause, indexed));
  });
  return found;
}

// A function over a column in WHERE cannot use the column's index.
function wrappedColumns(where, indexed) {
  const found = [];
  walk(where, (name, node) => {
    if (name === "SubLink") return false;
    if (name !== "A_Expr") return true;
    const wrapped = node.lexpr?.FuncCall ?? node.lexpr?.TypeCast;
    const onColumn = wrapped && contains(wrapped, ["ColumnRef"], ["SubLink"]) && !contains(wrapped, ["WindowDef"]);
    if (onColumn && !contains(node.rexpr, ["ColumnRef"]) && !indexed.has(shape(node.lexpr))) {
      found.push("a function or cast over a column in WHERE keeps its index from being used; compare the bare column");
    }
    return true;
  });
  return found;
}
