// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { ApiError } from '@ecommerce/shared/api/problem';
import { runAll } from './run_all';

const busy = new ApiError({ status: 429, reason: 'RATE_LIMITED' }, 7);
const wrong = new ApiError({ status: 409, reason: 'ORDER_STATE' });

it('does each once, a few at a time', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await runAll([...'abcdefgh'], {
    atOnce: 3,
    do: async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    },
    done: (index, error) => {
      expect(error).toBeUndefined();
      done.push(index);
    },
  });
  expect(most).toBe(3);
  expect(done.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('waits as long as it is told, and gives up on what is wrong', async () => {
  const waits: number[] = [];
  const tried: string[] = [];
  const failed = new Map<number, unknown>();
  await runAll(['busy twice', 'wrong', 'never'], {
    atOnce: 1,
    tries: 3,
    wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    do: (item) => {
      tried.push(item);
      if (item === 'wrong') throw wrong;
      if (item === 'never' || tried.length < 3) throw busy;
      return Promise.resolve();
    },
    done: (index, error) => error !== undefined && failed.set(index, error),
  });
  expect(tried).toEqual([...Array<string>(3).fill('busy twice'), 'wrong', ...Array<string>(3).fill('never')]);
  expect(waits).toEqual([7_000, 7_000, 7_000, 7_000]);
  expect(failed).toEqual(
    new Map<number, unknown>([
      [1, wrong],
      [2, busy],
    ]),
  );
});

it('does not try again what was stopped while it waited', async () => {
  let stopped = false;
  let asked = 0;
  const ended: unknown[] = [];
  await runAll(['one'], {
    stopped: () => stopped,
    wait: () => {
      stopped = true;
      return Promise.resolve();
    },
    do: () => {
      asked++;
      throw busy;
    },
    done: (_index, error) => ended.push(error),
  });
  expect(asked).toBe(1);
  expect(ended).toEqual([busy]);
});

it('begins nothing once it is stopped', async () => {
  let begun = 0;
  await runAll([1, 2, 3, 4], {
    atOnce: 1,
    stopped: () => begun === 2,
    do: () => Promise.resolve(void begun++),
    done: () => {},
  });
  expect(begun).toBe(2);
});
