// SPDX-License-Identifier: Apache-2.0
// Two people changed the same thing: what can be put together by itself, and what somebody has to decide.

// Values are what JSON holds.
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function changedNames<Values extends object>(base: Values, values: Values): (keyof Values & string)[] {
  return (Object.keys(values) as (keyof Values & string)[]).filter((name) => !same(base[name], values[name]));
}

export interface Merged<Values extends object> {
  // Mine where I changed something, else theirs.
  values: Values;
  // Changed by them alone.
  taken: (keyof Values & string)[];
  // Changed by both, and differently.
  clashes: (keyof Values & string)[];
}

export function merge<Values extends object>(base: Values, mine: Values, theirs: Values): Merged<Values> {
  const byMe = new Set(changedNames(base, mine));
  const byThem = changedNames(base, theirs);
  const values = { ...theirs };
  for (const name of byMe) values[name] = mine[name];
  return {
    values,
    taken: byThem.filter((name) => !byMe.has(name)),
    clashes: byThem.filter((name) => byMe.has(name) && !same(mine[name], theirs[name])),
  };
}
