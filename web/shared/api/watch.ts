// SPDX-License-Identifier: Apache-2.0
// Server-sent events of a path, with the session's token, which the browser's own EventSource cannot send.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
import { send } from './client';
import { readError } from './problem';

// Calls `take` with the data of each event until the stream ends or the signal aborts; a refused call throws.
export async function watch(path: string, take: (data: unknown) => void, signal: AbortSignal): Promise<void> {
  const request = new Request(new URL(path, location.origin), {
    headers: { accept: 'text/event-stream' },
    signal,
  });
  const response = await send(request);
  if (!response.ok || response.body === null) throw await readError(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + value).split(/\r?\n\r?\n/);
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const data = dataOf(part);
        if (data !== '') take(JSON.parse(data));
      }
    }
  } finally {
    // Also after an event that cannot be read: nobody listens any more, so the connection need not stay.
    void reader.cancel().catch(() => undefined);
  }
}

export function dataOf(event: string): string {
  return event
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).replace(/^ /, ''))
    .join('\n');
}
