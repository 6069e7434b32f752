// SPDX-License-Identifier: Apache-2.0
// Follows something that a stream tells of, over connections that break: a new one after each, later and later
// while nothing is heard, and a last plain look when it gives up.
export interface Following {
  // Connects, and calls `heard` for each message, until the stream ends or fails.
  connect: (heard: () => void, signal: AbortSignal) => Promise<void>;
  // Whether there is anything left to follow.
  goesOn: () => boolean;
  lastLook: () => void;
  // Gives up after so many connections that said nothing.
  tries?: number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const TRIES = 8;

export async function follow(
  { connect, goesOn, lastLook, tries = TRIES, wait = pause }: Following,
  signal: AbortSignal,
): Promise<void> {
  let silent = 0;
  while (!signal.aborted && goesOn() && silent < tries) {
    silent += 1;
    // How it ended does not matter: a broken connection and a finished one are taken up again alike.
    await connect(() => (silent = 0), signal).catch(() => undefined);
    if (signal.aborted || !goesOn()) break;
    await wait(Math.min(FIRST_WAIT_MS * 2 ** silent, LONGEST_WAIT_MS), signal);
  }
  if (!signal.aborted) lastLook();
}

// Shorter by up to a half, so that not all pages come back at once where they were cut off together.
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms * (1 - Math.random() / 2));
    signal.addEventListener('abort', done);
  });
}
