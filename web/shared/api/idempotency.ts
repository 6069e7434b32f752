// SPDX-License-Identifier: Apache-2.0
// Keys that make acting buttons safe to press twice: the same form with the same content has the same key, so the
// platform does it once; changed content gets a new one.
import { useRef } from 'react';

export interface Keyring {
  // The key of this content; anything that JSON can hold.
  keyFor(content: unknown): string;
  // The next try is a new action, also with the same content.
  renew(): void;
}

export function createKeyring(): Keyring {
  let keys = new Map<string, string>();
  return {
    keyFor(content) {
      const text = JSON.stringify(content) ?? '';
      const known = keys.get(text);
      if (known !== undefined) return known;
      const key = randomKey();
      keys.set(text, key);
      return key;
    },
    renew() {
      keys = new Map();
    },
  };
}

export function useKeyring(): Keyring {
  const ring = useRef<Keyring>(undefined);
  ring.current ??= createKeyring();
  return ring.current;
}

// 128 random bits. `randomUUID` is missing where a page is not served over TLS.
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
