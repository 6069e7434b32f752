// SPDX-License-Identifier: Apache-2.0
// Does one thing for each of many, a few at once. What the platform is too busy for waits and is tried again.
import { ApiError, isPassing } from '@ecommerce/shared/api/problem';

interface Patience {
  tries?: number;
  wait?: (milliseconds: number) => Promise<void>;
  // Nothing is begun any more; what runs comes to its end.
  stopped?: () => boolean;
}

export interface Run<Item> extends Patience {
  do: (item: Item, index: number) => Promise<void>;
  // Nothing went wrong where there is no error. In any order.
  done: (index: number, error?: unknown) => void;
  atOnce?: number;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const FIRST_PAUSE_MS = 1_000;
const PAUSE_MS_MAX = 30_000;

// The answer, or the last failure thrown.
export async function patiently<T>(ask: () => Promise<T>, patience: Patience = {}): Promise<T> {
  const { tries = 8, wait = sleep, stopped = () => false } = patience;
  for (let pause = FIRST_PAUSE_MS, left = tries; ; pause = Math.min(pause * 2, PAUSE_MS_MAX)) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || --left === 0 || stopped()) throw error;
      const told = error instanceof ApiError ? error.retryAfter * 1_000 : 0;
      await wait(Math.max(told, pause));
      if (stopped()) throw error;
    }
  }
}

export async function runAll<Item>(items: readonly Item[], run: Run<Item>): Promise<void> {
  const { atOnce = 4, stopped = () => false } = run;
  let next = 0;
  const one = (item: Item, index: number) =>
    patiently(() => run.do(item, index), run).then(
      () => run.done(index),
      (error: unknown) => run.done(index, error),
    );
  const worker = async () => {
    while (next < items.length && !stopped()) {
      const index = next++;
      await one(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
