// SPDX-License-Identifier: Apache-2.0
// Finds the SQL texts in C++ sources: string literals, adjacent ones joined as the compiler does.

const LITERAL = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^()\\\s]{0,16})\(([\s\S]*?)\)\1"|"((?:\\.|[^"\\\n])*)"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'/g;
const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0" };
const SQL_TEXT = /^\s*(SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|MERGE)\s/i;
const STATEMENT = /\bStatement(\s+\w+)?\s*\{\s*$/;

function unescape(text) {
  return text.replace(/\\(.)/gs, (_, letter) => ESCAPES[letter] ?? letter);
}

// [{text, line, before}]: groups of adjacent literals; `before` is the code in front of the group.
export function literals(source) {
  const groups = [];
  let line = 1;
  let last = 0;
  let code = "";
  for (const match of source.matchAll(LITERAL)) {
    const between = source.slice(last, match.index);
    code += between;
    line += between.split("\n").length - 1;
    const raw = match[2] !== undefined;
    if (raw || match[3] !== undefined) {
      const text = raw ? match[2] : unescape(match[3]);
      const previous = groups.at(-1);
      if (previous && /^\s*$/.test(code)) previous.text += text;
      else groups.push({ text, line, before: code });
      code = "";
    }
    line += match[0].split("\n").length - 1;
    last = match.index + match[0].length;
  }
  return groups;
}

// The statements of one source, as [{text, line}]. Services' sources are searched for anything that reads like
// SQL; the framework's for its Statement constants, since some of its SQL is about the server itself.
export function statements(path, source) {
  const service = path.startsWith("application/");
  return literals(source)
    .filter(({ text, before }) => STATEMENT.test(before) || (service && SQL_TEXT.test(text)))
    .map(({ text, line }) => ({ text, line }));
}
