// SPDX-License-Identifier: Apache-2.0
// What a constant says of its statement, Read or Write, which Plan and which Lane, is what its text does.

import { contains, walk } from "./tree.mjs";

const CHANGES = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "LockingClause"];
// Functions that lock or change something.
const EFFECTS = /^(pg_(try_)?advisory_.*lock.*|nextval|setval|pg_notify|lo_.*)$/;
const COUNTING = ["count", "sum", "min", "max"];
const PATTERNS = ["AEXPR_LIKE", "AEXPR_ILIKE"];

function functionName(node) {
  return node.funcname?.at(-1)?.String?.sval ?? "";
}

function writes(parsed) {
  let found = contains(parsed.stmts, CHANGES);
  walk(parsed.stmts, (name, node) => {
    if (name === "lockingClause") found = true;
    if (name === "FuncCall" && EFFECTS.test(functionName(node))) found = true;
    return true;
  });
  return found;
}

// What may meet many rows: it makes one plan unfit for all values of the parameters, and takes long at times.
function dependence(parsed) {
  let found = null;
  walk(parsed.stmts, (name, node) => {
    if (name === "SelectStmt" && node.limitCount) found ??= "LIMIT";
    if (name === "A_Expr" && PATTERNS.includes(node.kind)) found ??= "LIKE";
    if (name === "FuncCall" && COUNTING.includes(functionName(node))) found ??= functionName(node).toUpperCase();
    return true;
  });
  return found;
}

// A lane follows from the plan, and only what is sent alone has one: statements of transactions do not.
function lanes({ kind, alone, plan, lane, reasoned }, asked, reason) {
  if (lane && kind === "Write") return "a Write has a connection to itself, and no lane";
  const doubtful = alone && !asked && reason;
  if (lane === (plan === "each_time" ? "lists" : "keys") && !doubtful) return `Lane::${lane} is what it has anyway: leave it out`;
  if (lane === "keys" && !reasoned) return "Lane::keys is for what is short whatever the values are: say in a comment above why it is";
  if (kind === "Read" && doubtful && !lane) return `${reason} may take long: say Lane::lists, or Lane::keys with the reason above`;
  return null;
}

// Sentences about one statement; `said` is what extract.mjs found out about its constant.
export function judge(parsed, isQuery, said) {
  const { kind, plan, reasoned, plain } = said;
  const found = [];
  if (plain) found.push('SQL is written as R"sql(…)sql", in one piece');
  if (!kind || !isQuery) return found;
  const writing = writes(parsed);
  if (kind === "Read" && writing) found.push("it writes or locks: say Write");
  if (kind === "Write" && !writing) found.push("it neither writes nor locks: say Read");
  const asked = contains(parsed.stmts, ["ParamRef"]);
  const many = dependence(parsed);
  const reason = asked ? many : null;
  const lane = lanes(said, asked, many);
  if (lane) found.push(lane);
  if (!asked && plan) found.push("without parameters there is one plan: say nothing of it");
  else if (reason && !plan) found.push(`${reason} makes the plan depend on the values: say Plan::each_time, or Plan::once with the reason above`);
  else if (plan === "once" && !reasoned) found.push("Plan::once is what every statement has: leave it out, or say in a comment above why");
  return found;
}
