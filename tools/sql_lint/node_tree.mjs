// SPDX-License-Identifier: Apache-2.0
// Reads the trees that PostgreSQL prints under debug_print_rewritten: {NODE :field value :field (a b) …}.

const TOKEN = /[(){}[\]]|"(?:\\[\s\S]|[^"\\])*"|:[a-zA-Z_]\w*|(?:\\[\s\S]|[^\s(){}[\]"\\])+/g;

// A node is {node, fields: {name: [values]}}, a list an array, anything else its text.
export function read(text) {
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  function value() {
    const token = tokens[at++];
    if (token === "(" || token === "[") {
      const list = [];
      while (at < tokens.length && tokens[at] !== ")" && tokens[at] !== "]") list.push(value());
      at++;
      return list;
    }
    if (token !== "{") return token;
    const result = { node: tokens[at++], fields: {} };
    let field = null;
    while (at < tokens.length && tokens[at] !== "}") {
      if (tokens[at].startsWith(":")) {
        field = tokens[at++].slice(1);
        result.fields[field] = [];
      } else {
        result.fields[field ?? ""] = [...(result.fields[field ?? ""] ?? []), value()];
      }
    }
    at++;
    return result;
  }
  return value();
}

export function children(value) {
  if (Array.isArray(value)) return value;
  return value?.fields ? Object.values(value.fields).flat() : [];
}

// Calls visit(node) for every node below; one that answers false is not entered.
export function walk(value, visit) {
  if (value?.node && visit(value) === false) return;
  for (const child of children(value)) walk(child, visit);
}
