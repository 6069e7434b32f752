// SPDX-License-Identifier: Apache-2.0
// Node 18 keeps the browsers' crypto in a module of its own.
import { webcrypto } from 'node:crypto';

if (globalThis.crypto === undefined) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
}
