// SPDX-License-Identifier: Apache-2.0
// Finds the SQL texts in C++ sources: string literals, adjacent ones joined as the compiler does.

const LITERAL = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^()\\\s]{0,16})\(([\s\S]*?)\)\1"|"((?:\\.|[^"\\\n])*)"|(?<![0-9a-zA-Z_])'(?:\\.|[^'\\\n])+'/g;
const ESCAPES = { n: "\n", t: "\t", r: "\r", 0: "\0" };
const SQL_TEXT = /^\s*(SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|MERGE)\s/i;
// `constexpr Read kList{Plan::each_time, Lane::keys, `, with or without the line of a comment above.
const STATEMENT = /(\/\/[^\n]*\n[^\n]*)?\b(Read|Write)(\s+\w+)?\s*\{\s*(?:(?:\w+::)*Plan::(\w+)\s*,\s*)?(?:(?:\w+::)*Lane::(\w+)\s*,\s*)?$/;

function unescape(text) {
  return text.replace(/\\(.)/gs, (_, letter) => ESCAPES[letter] ?? letter);
}

// Within joined<…>: names before the first literal, between two, and behind the last.
const FIRST_NAMES = /\b(?:\w+::)*joined<\s*((?:\w+\s*,\s*)*)$/;
const NAMES_BETWEEN = /^\s*,\s*((?:\w+\s*,\s*)*)$/;
const LAST_NAMES = /^((?:\s*,\s*\w+)*)\s*>/;
const PIECE = /\bPiece\s+(\w+)\s*[={]\s*$/;
const INCLUDE = /^#include "(application\/[^"]+)"/gm;

// [{text, line, before, plain}]: groups of literals that are adjacent or joined; `before` is the code in front of
// the group with its comments, `plain` whether one of them is not written as R"sql(…)sql". `pieces` knows the named
// pieces.
function literals(source, pieces) {
  const named = (names) => names.split(/[\s,]+/).filter(Boolean).map((name) => pieces.get(name) ?? ` ${name} `).join("");
  const close = (group, code) => {
    if (group?.joined) group.text += named(code.match(LAST_NAMES)?.[1] ?? "");
  };
  const groups = [];
  let line = 1;
  let last = 0;
  let code = "";
  let comments = "";  // the same with its comments
  for (const match of source.matchAll(LITERAL)) {
    const between = source.slice(last, match.index);
    code += between;
    comments += between;
    line += between.split("\n").length - 1;
    const raw = match[2] !== undefined;
    if (raw || match[3] !== undefined) {
      const text = raw ? match[2] : unescape(match[3]);
      const plain = !raw || match[1] !== "sql";
      const previous = groups.at(-1);
      const between = previous?.joined && code.match(NAMES_BETWEEN);
      if (between || (previous && /^\s*$/.test(code))) {
        previous.text += named(between?.[1] ?? "") + text;
        previous.plain ||= plain || !between;
      } else {
        close(previous, code);
        const first = code.match(FIRST_NAMES);
        groups.push({ text: named(first?.[1] ?? "") + text, line, before: comments.replace(FIRST_NAMES, ""), joined: first !== null, plain });
      }
      code = "";
      comments = "";
    } else if (match[0].startsWith("//")) {
      comments += match[0];
    }
    line += match[0].split("\n").length - 1;
    last = match.index + match[0].length;
  }
  close(groups.at(-1), code + source.slice(last));
  return groups;
}

// The pieces that a source names, of its own and of the headers that it includes.
function namedPieces(source, read) {
  const pieces = new Map();
  for (const [, header] of source.matchAll(INCLUDE)) {
    for (const [name, text] of namedPieces(read(header), read)) pieces.set(name, text);
  }
  for (const { text, before } of literals(source, pieces)) {
    const [, name] = before.match(PIECE) ?? [];
    if (name) pieces.set(name, text);
  }
  return pieces;
}

// The statements of one source, as [{text, line, kind, alone, plan, lane, reasoned, plain}]: `kind` is Read or Write,
// `alone` whether it may be sent by itself, which those of tables and of the doctor's checks are not, `plan` and `lane`
// what it says, `reasoned` whether a comment stands above; all five are unset for a text that is no constant.
// `read` gives the text of a header. Services' sources are searched for anything that reads like SQL; the
// framework's for its Read and Write constants, since some of its SQL is about the server itself.
export function statements(path, source, read = () => "") {
  const service = path.startsWith("application/");
  const found = [];
  for (const { text, line, before, plain } of literals(source, namedPieces(source, read))) {
    const [constant, comment, kind, name, plan, lane] = before.match(STATEMENT) ?? [];
    if (constant === undefined && !(service && SQL_TEXT.test(text))) continue;
    const alone = name !== undefined && !path.endsWith("_checks.cc");
    found.push({ text, line, kind, alone, plan, lane, reasoned: comment !== undefined, plain });
  }
  return found;
}

// Lines of pieces that are not written as R"sql(…)sql".
export function plainPieces(source) {
  return literals(source, new Map()).filter(({ before, plain }) => plain && PIECE.test(before)).map(({ line }) => line);
}
