// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createKeyring } from './idempotency';

describe('a keyring', () => {
  it('gives the same content the same key', () => {
    const ring = createKeyring();
    expect(ring.keyFor({ a: 1 })).toBe(ring.keyFor({ a: 1 }));
  });

  it('gives other content another key, and the first its own again', () => {
    const ring = createKeyring();
    const first = ring.keyFor({ a: 1 });
    expect(ring.keyFor({ a: 2 })).not.toBe(first);
    expect(ring.keyFor({ a: 1 })).toBe(first);
  });

  it('starts anew when renewed', () => {
    const ring = createKeyring();
    const first = ring.keyFor('x');
    ring.renew();
    expect(ring.keyFor('x')).not.toBe(first);
  });

  it('shares no key with another form', () => {
    expect(createKeyring().keyFor('x')).not.toBe(createKeyring().keyFor('x'));
  });
});
