// SPDX-License-Identifier: Apache-2.0
// A file's way: its lines are read and looked at, then, when somebody says so, done one by one. Nothing is done before.
import { useEffect, useReducer, useRef, useState } from 'react';
import { createKeyring } from '@ecommerce/shared/api/idempotency';
import { errorText } from '@ecommerce/shared/i18n/error_text';
import { readLines, type SheetColumn } from './columns';
import { FILE_BYTES_MAX, parseSheet, textOf } from './csv';
import { runAll } from './run_all';

export interface SheetWork<Key extends string, Item> {
  columns: SheetColumn<Key>[];
  linesMax: number;
  // What a line says by itself, or what is wrong with it.
  read: (cells: Record<Key, string>) => { item: Item } | { problem: string };
  // No two lines may have the same.
  identity: (item: Item) => string;
  // What the platform has against it; nothing is changed.
  check: (item: Item) => Promise<string | undefined>;
  // The same key for the same line, however often it is tried.
  act: (item: Item, key: string) => Promise<unknown>;
  // Some may have been done.
  ended: () => void;
}

export type LineState = 'looking' | 'fine' | 'wrong' | 'done' | 'failed';

export interface Line<Key extends string, Item> {
  number: number;
  cells: Record<Key, string>;
  item?: Item;
  state: LineState;
  // In the reader's words, of what is wrong or has failed.
  problem: string;
}

export type Phase = 'choosing' | 'looking' | 'looked' | 'doing' | 'finished';

// Why a file cannot be read at all.
export type Unreadable =
  | { why: 'size' | 'empty' | 'failed' }
  | { why: 'lines'; max: number }
  | { why: 'missing'; columns: string[] };

const RENDER_PAUSE_MS = 150;

// Renders now and then while much happens.
function useNowAndThen() {
  const [, render] = useReducer((times: number) => times + 1, 0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    now: render,
    soon: () => {
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        render();
      }, RENDER_PAUSE_MS);
    },
  };
}

function judged<Key extends string, Item>(
  lines: { number: number; cells: Record<Key, string> }[],
  work: SheetWork<Key, Item>,
  twice: (number: number) => string,
): Line<Key, Item>[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const said = work.read(line.cells);
    if ('problem' in said) return { ...line, state: 'wrong', problem: said.problem };
    const identity = work.identity(said.item);
    const before = seen.get(identity);
    if (before !== undefined) return { ...line, state: 'wrong', problem: twice(before) };
    seen.set(identity, line.number);
    return { ...line, item: said.item, state: 'looking', problem: '' };
  });
}

export function useSheet<Key extends string, Item>(
  work: SheetWork<Key, Item>,
  twice: (line: number) => string,
) {
  const [phase, setPhase] = useState<Phase>('choosing');
  const [unreadable, setUnreadable] = useState<Unreadable>();
  const lines = useRef<Line<Key, Item>[]>([]);
  const keys = useRef(createKeyring());
  // Of what runs now: what was stopped stays so when something else begins.
  const turn = useRef({ stopped: false });
  const render = useNowAndThen();
  // What runs ends with the page.
  useEffect(
    () => () => {
      turn.current.stopped = true;
    },
    [],
  );

  const go = async (
    picked: Line<Key, Item>[],
    each: (line: Line<Key, Item>, item: Item) => Promise<void>,
    failed: LineState,
  ) => {
    const own = { stopped: false };
    turn.current = own;
    await runAll(picked, {
      do: (line) => each(line, line.item as Item),
      done: (index, error) => {
        const line = picked[index];
        if (line && error !== undefined) Object.assign(line, { state: failed, problem: errorText(error) });
        render.soon();
      },
      stopped: () => own.stopped,
    });
    return !own.stopped;
  };

  const look = async () => {
    setPhase('looking');
    const open = lines.current.filter(({ state }) => state === 'looking');
    const whole = await go(
      open,
      async (line, item) => {
        const problem = await work.check(item);
        Object.assign(line, problem === undefined ? { state: 'fine' } : { state: 'wrong', problem });
      },
      'wrong',
    );
    if (whole) setPhase('looked');
  };

  const read = async (file: File): Promise<Unreadable | undefined> => {
    if (file.size > FILE_BYTES_MAX) return { why: 'size' };
    const sheet = readLines(await parseSheet(textOf(await file.arrayBuffer())), work.columns);
    if ('missing' in sheet) return { why: 'missing', columns: sheet.missing };
    if (sheet.lines.length === 0) return { why: 'empty' };
    if (sheet.lines.length > work.linesMax) return { why: 'lines', max: work.linesMax };
    lines.current = judged(sheet.lines, work, twice);
    return undefined;
  };

  return {
    phase,
    unreadable,
    lines: lines.current,
    take: async (file: File) => {
      const problem = await read(file).catch(() => ({ why: 'failed' as const }));
      setUnreadable(problem);
      if (!problem) await look();
    },
    // Also again, for what has failed.
    run: async () => {
      setPhase('doing');
      const open = lines.current.filter(({ state }) => state === 'fine' || state === 'failed');
      await go(
        open,
        async (line, item) => {
          await work.act(item, keys.current.keyFor(item));
          Object.assign(line, { state: 'done', problem: '' });
        },
        'failed',
      );
      work.ended();
      setPhase('finished');
    },
    stop: () => {
      turn.current.stopped = true;
    },
    again: () => {
      turn.current.stopped = true;
      lines.current = [];
      keys.current = createKeyring();
      setUnreadable(undefined);
      setPhase('choosing');
    },
  };
}
