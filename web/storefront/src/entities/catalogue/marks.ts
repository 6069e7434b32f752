// SPDX-License-Identifier: Apache-2.0
// Parts of a text that were searched for, in code points of it.
export interface Range {
  start: number;
  length: number;
}

// The text in pieces, those that the ranges cover apart from the others; ranges rise.
export function pieces(text: string, ranges: readonly Range[]): { text: string; marked: boolean }[] {
  const points = [...text];
  const found: { text: string; marked: boolean }[] = [];
  const add = (from: number, to: number, marked: boolean) => {
    if (to > from) found.push({ text: points.slice(from, to).join(''), marked });
  };
  let at = 0;
  for (const { start, length } of ranges) {
    add(at, start, false);
    add(Math.max(at, start), start + length, true);
    at = Math.max(at, start + length);
  }
  add(at, points.length, false);
  return found;
}

// Where the words that somebody typed stand in a text, whatever their case and width.
export function rangesOf(text: string, typed: string): Range[] {
  const folded = [...text].map(fold);
  const covered = folded.map(() => false);
  for (const word of typed.split(/\s+/).map((each) => [...each].map(fold))) {
    for (let at = 0; word.length > 0 && at + word.length <= folded.length; at++) {
      if (word.every((point, index) => point === folded[at + index]))
        covered.fill(true, at, at + word.length);
    }
  }
  const ranges: Range[] = [];
  covered.forEach((mark, index) => {
    const last = ranges.at(-1);
    if (!mark) return;
    if (last && last.start + last.length === index) last.length += 1;
    else ranges.push({ start: index, length: 1 });
  });
  return ranges;
}

function fold(point: string): string {
  return point.normalize('NFKC').toLowerCase();
}
