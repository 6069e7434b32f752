// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from 'vitest';
import { follow } from './follow';

function stage() {
  const waits: number[] = [];
  return {
    waits,
    wait: async (ms: number) => void waits.push(ms),
    lastLook: vi.fn(),
    controller: new AbortController(),
  };
}

describe('following', () => {
  it('ends with a last look once nothing more happens', async () => {
    const { wait, waits, lastLook, controller } = stage();
    let over = false;
    const connect = async (heard: () => void) => {
      heard();
      over = true;
    };
    await follow({ connect, goesOn: () => !over, lastLook, wait }, controller.signal);
    expect(waits).toEqual([]);
    expect(lastLook).toHaveBeenCalledOnce();
  });

  it('connects again when the connection breaks, soon after it was heard', async () => {
    const { wait, waits, lastLook, controller } = stage();
    let connections = 0;
    const connect = async (heard: () => void) => {
      connections += 1;
      heard();
      throw new Error('broken');
    };
    await follow({ connect, goesOn: () => connections < 4, lastLook, wait }, controller.signal);
    expect(waits).toEqual([1000, 1000, 1000]);
  });

  it('waits longer each time nothing is heard, and gives up', async () => {
    const { wait, waits, lastLook, controller } = stage();
    const connect = vi.fn().mockRejectedValue(new Error('no reply'));
    await follow({ connect, goesOn: () => true, lastLook, wait }, controller.signal);
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000]);
    expect(connect).toHaveBeenCalledTimes(8);
    expect(lastLook).toHaveBeenCalledOnce();
  });

  it('stops at once, without a last look, when the page is left', async () => {
    const { wait, lastLook, controller } = stage();
    const connect = vi.fn(async () => controller.abort());
    await follow({ connect, goesOn: () => true, lastLook, wait }, controller.signal);
    expect(connect).toHaveBeenCalledOnce();
    expect(lastLook).not.toHaveBeenCalled();
  });
});
