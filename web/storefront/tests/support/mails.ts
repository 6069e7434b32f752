// SPDX-License-Identifier: Apache-2.0
// What somebody finds in the mailbox: the files that the programs write.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WAIT_MS = 30_000;

// The path, with its token, of the newest link of a kind that was sent to the address; waits until there is one that
// is not among `known`.
export async function linkTo(
  mails: string,
  email: string,
  page: 'reset-password' | 'confirm-email',
  known: string[] = [],
): Promise<string> {
  const giveUp = Date.now() + WAIT_MS;
  while (Date.now() < giveUp) {
    const found = texts(mails)
      .filter((text) => text.includes(`To: <${email}>`))
      .map((text) => new RegExp(`/${page}#[\\w.-]+`).exec(text)?.[0])
      .find((link) => link !== undefined && !known.includes(link));
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`no mail with a link to ${page} came to ${email}`);
}

function texts(mails: string): string[] {
  if (!existsSync(mails)) return [];
  return readdirSync(mails)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(join(mails, name), 'utf8'));
}
