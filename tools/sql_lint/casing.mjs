// SPDX-License-Identifier: Apache-2.0
// Keywords are written in upper case.

const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:''|[^'])*'|"(?:""|[^"])*"|\$\d+|\.\s*[A-Za-z_]\w*|[A-Za-z_]\w*/g;
// Words that are free to be names, but in our statements never are.
const VERBS = ["insert", "update", "delete", "set", "by", "values", "conflict", "nothing", "locked", "nowait", "over", "partition", "begin", "commit", "rollback", "index", "alter", "drop", "add", "if"];
const TYPES = ["bigint", "integer", "int", "smallint", "boolean", "numeric", "decimal", "real", "timestamp", "interval", "varchar", "char"];

// `keywords`: Map of word -> category as pg_get_keywords() gives it.
export function judge(text, keywords) {
  const found = new Set();
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0];
    if (!/^[A-Za-z_]\w*$/.test(word) || word === word.toUpperCase()) continue;
    const lower = word.toLowerCase();
    const category = keywords.get(lower);
    const call = /^\s*\(/.test(text.slice(match.index + word.length));
    const isKeyword = category === "R" || category === "T" || VERBS.includes(lower) || TYPES.includes(lower) || (category === "C" && call);
    if (isKeyword && category) found.add(`${word}: keywords are in upper case`);
  }
  return [...found];
}
