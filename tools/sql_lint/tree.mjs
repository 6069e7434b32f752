// SPDX-License-Identifier: Apache-2.0
// Walking the parser's trees: plain objects whose nodes are {NodeName: {field: value}}.

// Calls visit(name, node) for every node. A visit that answers false keeps the walk out of that node. Where a
// field can hold nothing but a table, the parser leaves the node's name out; here it has it.
export function walk(value, visit) {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, visit);
    return;
  }
  if (value === null || typeof value !== "object") return;
  for (const [field, inner] of Object.entries(value)) {
    const isObject = inner !== null && typeof inner === "object";
    const name = isObject && "relname" in inner ? "RangeVar" : field;
    const isNode = isObject && /^[A-Z]/.test(name);
    if (isNode && visit(name, inner) === false) continue;
    walk(inner, visit);
  }
}

export function contains(value, wanted, stopAt = []) {
  let found = false;
  walk(value, (name) => {
    if (wanted.includes(name)) found = true;
    return !stopAt.includes(name);
  });
  return found;
}

// The same tree without positions, as text: equal expressions are equal texts.
export function shape(value) {
  return JSON.stringify(value, (name, inner) => (/^(location|stmt_location|stmt_len|rexpr_list_start)$/.test(name) ? undefined : inner));
}

export function typeName(node) {
  return (node?.names ?? []).map((each) => each.String?.sval ?? "").at(-1) ?? "";
}
