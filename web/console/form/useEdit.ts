// SPDX-License-Identifier: Apache-2.0
// A form over something that exists, or is to: keeps what was typed, knows what changed, and when somebody else was
// faster puts both together.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '@ecommerce/shared/api/problem';
import { changedNames, merge, same } from './merge';

export interface Version<Values> {
  values: Values;
  // Of the thing as it was read; empty where it does not exist yet.
  etag: string;
}

export type Problems<Values> = Partial<Record<keyof Values & string, string>>;

interface EditOptions<Values extends object> {
  version: Version<Values>;
  // What is wrong with the values, in the reader's words.
  check: (values: Values) => Problems<Values>;
  // Says what it became. `changed` names what differs from `base`, the version that the changes were made on.
  save: (
    values: Values,
    changed: (keyof Values & string)[],
    base: Version<Values>,
  ) => Promise<Version<Values>>;
  // What it is now, after a save was refused because somebody was faster.
  reload?: () => Promise<Version<Values>>;
  // Whether a refusal says that.
  overtaken?: (error: ApiError) => boolean;
}

export interface Conflict<Values> {
  theirs: Version<Values>;
  taken: (keyof Values & string)[];
  clashes: (keyof Values & string)[];
}

export function useEdit<Values extends object>({
  version,
  check,
  save,
  reload,
  overtaken = ({ status }) => status === 412,
}: EditOptions<Values>) {
  const [base, setBase] = useState(version);
  const [values, setValues] = useState(version.values);
  const [tried, setTried] = useState(false);
  const [conflict, setConflict] = useState<Conflict<Values>>();
  const changed = changedNames(base.values, values);
  const problems = check(values);
  // It moved on by something else than this form: another button of the page.
  const [seen, setSeen] = useState(version.etag);
  if (version.etag !== seen) {
    setSeen(version.etag);
    if (changed.length === 0 || same(version.values, base.values)) setBase(version);
    if (changed.length === 0) setValues(version.values);
  }
  const become = (next: Version<Values>) => {
    setBase(next);
    setValues(next.values);
    setTried(false);
    setConflict(undefined);
  };
  const saving = useMutation({
    mutationFn: () => save(values, changed, base),
    onSuccess: become,
    onError: async (error) => {
      if (!(error instanceof ApiError) || !overtaken(error) || !reload) return;
      const theirs = await reload();
      const merged = merge(base.values, values, theirs.values);
      setBase(theirs);
      setValues(merged.values);
      setConflict({ theirs, taken: merged.taken, clashes: merged.clashes });
    },
  });
  return {
    values,
    // What is not saved.
    changed,
    isChanged: (name: keyof Values & string) => changed.includes(name),
    set: <Name extends keyof Values>(name: Name, value: Values[Name]) =>
      setValues((before) => ({ ...before, [name]: value })),
    // From what it is by then: for what comes later, such as an upload.
    update: <Name extends keyof Values>(name: Name, change: (before: Values[Name]) => Values[Name]) =>
      setValues((before) => ({ ...before, [name]: change(before[name]) })),
    // Before the first try nobody is told what is missing.
    problems: tried ? problems : ({} as Problems<Values>),
    conflict,
    takeTheirs: (name: keyof Values & string) => {
      if (!conflict) return;
      setValues((before) => ({ ...before, [name]: conflict.theirs.values[name] }));
      setConflict({ ...conflict, clashes: conflict.clashes.filter((each) => each !== name) });
    },
    keepMine: (name: keyof Values & string) =>
      conflict && setConflict({ ...conflict, clashes: conflict.clashes.filter((each) => each !== name) }),
    discard: () => become(base),
    // Says whether there was nothing to complain about.
    submit: (): boolean => {
      setTried(true);
      const fine = Object.keys(problems).length === 0;
      if (fine) saving.mutate();
      return fine;
    },
    saving: saving.isPending,
    saved: saving.isSuccess && changed.length === 0,
    // One that the merge view answers is no failure.
    error: conflict ? undefined : saving.error,
  };
}

export type Edit<Values extends object> = ReturnType<typeof useEdit<Values>>;
