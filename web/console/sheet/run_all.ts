// SPDX-License-Identifier: Apache-2.0
// Does one thing for each of many, a few at once. What the platform is too busy for waits and is tried again.
import { ApiError, isPassing } from '@ecommerce/shared/api/problem';

export interface Run<Item> {
  do: (item: Item, index: number) => Promise<void>;
  // Nothing went wrong where there is no error. In any order.
  done: (index: number, error?: unknown) => void;
  atOnce?: number;
  tries?: number;
  wait?: (milliseconds: number) => Promise<void>;
  // Nothing is begun any more; what runs comes to its end.
  stopped?: () => boolean;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const FIRST_PAUSE_MS = 1_000;
const PAUSE_MS_MAX = 30_000;

export async function runAll<Item>(items: readonly Item[], run: Run<Item>): Promise<void> {
  const { atOnce = 4, tries = 8, wait = sleep, stopped = () => false } = run;
  let next = 0;
  const one = async (item: Item, index: number) => {
    for (let pause = FIRST_PAUSE_MS, left = tries; ; pause = Math.min(pause * 2, PAUSE_MS_MAX)) {
      try {
        await run.do(item, index);
        return run.done(index);
      } catch (error) {
        if (!isPassing(error) || --left === 0 || stopped()) return run.done(index, error);
        const told = error instanceof ApiError ? error.retryAfter * 1_000 : 0;
        await wait(Math.max(told, pause));
      }
    }
  };
  const worker = async () => {
    while (next < items.length && !stopped()) {
      const index = next++;
      await one(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
