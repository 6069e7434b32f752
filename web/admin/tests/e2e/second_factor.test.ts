// SPDX-License-Identifier: Apache-2.0
// A second factor in the browser: turned on with a code of an authenticator, asked for at the next sign-in, and reset by
// an administrator.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, login, type Account } from '@ecommerce/shared/testing/api';
import { register } from '@ecommerce/shared/testing/buyer';
import { Authenticator } from '@ecommerce/shared/testing/totp';
import {
  accessibilityProblems,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { ADMIN } from '../support/all_pages';

const url = inject('shop');

let browser: Browser;
let boss: Account;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  boss = await login(url, ADMIN);
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

async function visitor(language: 'zh-CN' | 'en'): Promise<Visitor> {
  const come = await Visitor.come(browser, url, { language });
  visitors.push(come);
  return come;
}

interface Found {
  users: { id: string; email: string }[];
}

async function idOf(email: string): Promise<string> {
  const { users } = await call<Found>(url, 'GET', `/v1/admin/users?query=${email}`, undefined, boss.token);
  const [user] = users;
  if (!user) throw new Error(`there is no ${email}`);
  return user.id;
}

// A second administrator: the first one's sessions are those of all other tests.
async function appoint(): Promise<Account> {
  const person = await register(url);
  const roles = ['ROLE_CUSTOMER', 'ROLE_ADMIN'];
  await call(url, 'PATCH', `/v1/admin/users/${await idOf(person.email)}`, { roles }, boss.token);
  return person;
}

async function turnOn(page: Page): Promise<Authenticator> {
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('img', { name: 'QR code with the secret' }).waitFor();
  const app = new Authenticator((await page.getByTestId('secret').textContent()) ?? '');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByLabel('Code', { exact: true }).fill(await app.code());
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  return app;
}

describe('the second factor of an administrator', () => {
  it('is turned on, asked for, and reset by another one', async () => {
    const person = await appoint();
    const own = await visitor('en');
    await signInQuietly(own, person);
    const { page } = own;
    await open(page, '/admin/security');
    expect(await accessibilityProblems(page)).toEqual([]);
    const app = await turnOn(page);
    const codes = await page
      .getByRole('list', { name: 'Recovery codes' })
      .getByRole('listitem')
      .allTextContents();
    expect(codes).toHaveLength(10);
    expect(await accessibilityProblems(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('recovery-codes.txt');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'New recovery codes' }).waitFor();

    const later = await visitor('en');
    await open(later.page, '/admin/sign-in');
    await later.page.getByLabel('E-mail').fill(person.email);
    await later.page.getByLabel('Password', { exact: true }).fill(person.password);
    await later.page.getByRole('button', { name: 'Sign in' }).click();
    const code = later.page.getByLabel('Code', { exact: true });
    await code.fill('000000');
    await later.page.getByRole('button', { name: 'Sign in' }).click();
    await later.page.getByText('The code is wrong').waitFor();
    expect(await accessibilityProblems(later.page)).toEqual([]);
    await code.fill(await app.code());
    await later.page.getByRole('button', { name: 'Sign in' }).click();
    await later.page.waitForURL(/\/admin\/?$/);

    const other = await visitor('zh-CN');
    await signInQuietly(other, boss);
    await open(other.page, `/admin/users/${await idOf(person.email)}`);
    await other.page.getByRole('button', { name: '重置两步验证' }).click();
    const dialog = other.page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('手机丢失');
    await dialog.getByRole('button', { name: '重置两步验证' }).click();
    await dialog.waitFor({ state: 'detached' });
    await other.page.getByRole('button', { name: '重置两步验证' }).waitFor({ state: 'detached' });
    expect((await login(url, person.email, person.password)).token).not.toBe('');
  });
});

describe('what is dangerous', () => {
  it('asks who is there where that was long ago, and then goes on', async () => {
    const person = await register(url);
    const come = await visitor('en');
    await signInQuietly(come, boss);
    const { page } = come;
    const path = `**/v1/admin/users/${await idOf(person.email)}:freeze`;
    // As a session is answered that was proven too long ago.
    let asked = 0;
    await page.route(path, (route) =>
      ++asked === 1
        ? route.fulfill({
            status: 403,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              title: 'Second factor needed',
              status: 403,
              reason: 'SECOND_FACTOR_NEEDED',
            }),
          })
        : route.continue(),
    );
    await open(page, `/admin/users/${await idOf(person.email)}`);
    await page.getByRole('button', { name: 'Freeze', exact: true }).click();
    const deciding = page.getByRole('dialog', { name: /^Freeze/ });
    await deciding.getByLabel('Reason').fill('A test');
    await deciding.getByRole('button', { name: 'Freeze', exact: true }).click();
    const proving = page.getByRole('dialog', { name: 'Confirm that it is you' });
    expect(await accessibilityProblems(page)).toEqual([]);
    await proving.getByLabel('Password', { exact: true }).fill('wrong');
    await proving.getByRole('button', { name: 'Confirm' }).click();
    await proving.getByRole('alert').waitFor();
    await proving.getByLabel('Password', { exact: true }).fill(boss.password);
    await proving.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('button', { name: 'Unfreeze', exact: true }).waitFor();
    expect(asked).toBe(2);
  });
});
