// SPDX-License-Identifier: Apache-2.0
// An authenticator app: codes of RFC 6238. Each counts once, so each is another one.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export class Authenticator {
  private readonly secret: Buffer;
  private used = 0;

  constructor(secret: string) {
    const bits = [...secret].map((digit) => DIGITS.indexOf(digit).toString(2).padStart(5, '0')).join('');
    this.secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  }

  async code(): Promise<string> {
    for (;;) {
      const now = Math.floor(Date.now() / 30_000);
      const step = Math.max(now - 1, this.used + 1);
      if (step <= now + 1) {
        this.used = step;
        return this.of(step);
      }
      await sleep(500);
    }
  }

  private of(step: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const mac = createHmac('sha1', this.secret).update(counter).digest();
    const value = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
    return String(value % 1_000_000).padStart(6, '0');
  }
}
