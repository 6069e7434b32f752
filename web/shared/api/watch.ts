// SPDX-License-Identifier: Apache-2.0
// Server-sent events of an operation, with the session's token, which the browser's own EventSource cannot send.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
import { unwrap } from './client';

// How such an operation is called: `api.GET('/v1/things/{id}:watch', { ...asEvents, params, signal })`.
export const asEvents = { parseAs: 'stream', headers: { accept: 'text/event-stream' } } as const;

type Call = Promise<{ data?: Response['body']; error?: unknown; response: Response }>;

// Calls `take` with the data of each event until the stream ends or the call is aborted; a refused call throws.
export async function watch(call: Call, take: (data: unknown) => void): Promise<void> {
  const body = await unwrap(call);
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
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
