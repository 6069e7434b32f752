// SPDX-License-Identifier: Apache-2.0
// What a migration must not do, so that its schema can become a shard of a cluster as it is.

import { shape, typeName, walk } from "./tree.mjs";

const SMALL_KEYS = ["int2", "int4", "serial", "smallserial", "serial2", "serial4"];
const SERIALS = ["serial", "smallserial", "bigserial", "serial2", "serial4", "serial8"];
const NAMED = ["CONSTR_CHECK", "CONSTR_UNIQUE", "CONSTR_PRIMARY", "CONSTR_FOREIGN", "CONSTR_EXCLUSION"];

const NODE_RULES = {
  CreateTrigStmt: () => "no triggers: the service does it itself",
  RuleStmt: () => "no rules: the service does it itself",
  CreateSchemaStmt: () => "a migration makes no schema: that is the bootstrap's",
  CreateStmt: table,
  RangeVar: (node) => node.schemaname && `${node.schemaname}.${node.relname}: no schema is named; search_path is the service's own`,
  Constraint: (node) => node.contype === "CONSTR_FOREIGN" && "no foreign keys",
  RenameStmt: (node) => node.renameType === "OBJECT_TABCONSTRAINT" && "constraints cannot be renamed: drop and add",
  AlterObjectSchemaStmt: () => "no table moves to another schema",
  AlterTableCmd: alteration,
  AlterSeqStmt: (node) => node.options?.some((option) => option.DefElem?.defname === "restart") && "no ALTER SEQUENCE RESTART: use setval()",
  ColumnDef: (node) =>
    /_minor$/.test(node.colname) && typeName(node.typeName) !== "int8" && `${node.colname}: money is BIGINT minor units`,
};

function table(node) {
  const inherits = node.inhRelations && !node.partbound;
  if (inherits) return "no INHERITS";
  if (node.partbound || node.ofTypename) return null;
  const constraints = (node.tableElts ?? []).flatMap((each) => each.Constraint ?? each.ColumnDef?.constraints?.map((inner) => inner.Constraint) ?? []);
  if (!constraints.some((each) => each.contype === "CONSTR_PRIMARY")) return `${node.relation.relname} needs a PRIMARY KEY`;
  for (const { ColumnDef: column } of node.tableElts.filter((each) => each.ColumnDef)) {
    const isKey = column.constraints?.some((each) => each.Constraint.contype === "CONSTR_PRIMARY");
    if (SMALL_KEYS.includes(typeName(column.typeName)) && (isKey || SERIALS.includes(typeName(column.typeName)))) {
      return `${node.relation.relname}.${column.colname}: a key is BIGINT`;
    }
  }
  return null;
}

function alteration(node) {
  const column = node.def?.ColumnDef;
  if (node.subtype === "AT_AddColumn" && column) {
    if (SERIALS.includes(typeName(column.typeName))) return `${column.colname}: a serial column cannot be added later`;
    const inline = (column.constraints ?? []).map((each) => each.Constraint.contype);
    if (inline.includes("CONSTR_IDENTITY")) return `${column.colname}: an identity column cannot be added later`;
    if (inline.some((type) => NAMED.includes(type))) return `${column.colname}: add the column first, then the constraint by name`;
  }
  if (node.subtype === "AT_AddConstraint" && !node.def?.Constraint?.conname) return "ADD CONSTRAINT needs a name";
  if (node.subtype === "AT_SetStorage") return "no SET STORAGE";
  return null;
}

// Sentences about one migration file.
export function judge(parsed, text) {
  const found = [];
  if (parsed.stmts.length === 0) found.push("the migration does nothing");
  const ends = (text.match(/;/g) ?? []).length;
  if (ends !== parsed.stmts.length) {
    found.push(`${ends} semicolons for ${parsed.stmts.length} statements: golang-migrate cuts at every one, so none in comments or strings, and one at each end`);
  }
  walk(parsed.stmts, (name, node) => {
    const sentence = NODE_RULES[name]?.(node);
    if (sentence) found.push(sentence);
  });
  return found;
}

// Shapes of the expressions that the file's indexes are made of.
export function indexedExpressions(parsed) {
  const shapes = [];
  walk(parsed.stmts, (name, node) => {
    if (name === "IndexElem" && node.expr) shapes.push(shape(node.expr));
  });
  return shapes;
}

// The statements of a file, each as its own text.
export function split(parsed, text) {
  const bytes = Buffer.from(text);
  return parsed.stmts.map(({ stmt_location: start = 0, stmt_len: length }) =>
    bytes.subarray(start, length ? start + length : undefined).toString().trim().replace(/;$/, ""));
}
