// SPDX-License-Identifier: Apache-2.0
// Links in mails, from the page that asks for one to what it does; and which messages come by mail.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Account, call, login } from '@ecommerce/shared/testing/api';
import { register } from '@ecommerce/shared/testing/buyer';
import { type Look, open, openBrowser, signInQuietly, Visitor } from '@ecommerce/shared/testing/visitor';
import { linkTo } from '../support/mails';
import { signIn, texts } from '../support/shopping';

const url = inject('shop');
const mails = inject('mails');
const t = texts['zh-CN'];
const NEW_PASSWORD = 'another-good-one';

let browser: Browser;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

async function come(look: Look = {}): Promise<Visitor> {
  const visitor = await Visitor.come(browser, url, look);
  visitors.push(visitor);
  return visitor;
}

async function member(): Promise<{ visitor: Visitor; account: Account }> {
  const account = await register(url);
  const visitor = await come();
  await signInQuietly(visitor, account);
  return { visitor, account };
}

describe('a forgotten password', () => {
  it('is set anew by the link in a mail, which works once', async () => {
    const account = await register(url);
    const { page } = await come({ size: 'phone' });
    await open(page, '/sign-in');
    await page.getByLabel(t.session.email).fill(account.email);
    await page.getByRole('link', { name: t.session.forgot }).click();
    await page.getByRole('heading', { name: t.session.forgotTitle }).waitFor();
    expect(await page.getByLabel(t.session.email).inputValue()).toBe(account.email);
    await page.getByRole('button', { name: t.session.forgotSend }).click();
    await page.getByRole('status').filter({ hasText: account.email }).waitFor();

    const link = await linkTo(mails, account.email, 'reset-password');
    await open(page, link);
    // Neither the address bar nor the history keeps the token.
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    await page.getByLabel(t.session.newPassword).fill(NEW_PASSWORD);
    await page.getByLabel(t.session.confirmPassword).fill(NEW_PASSWORD);
    await page.getByRole('button', { name: t.session.resetSubmit }).click();
    await page.getByText(t.session.resetDone).waitFor();
    await page.getByRole('main').getByRole('link', { name: t.session.signInNow }).click();
    await signIn(page, { email: account.email, password: NEW_PASSWORD });
    await page.waitForURL((address) => address.pathname === '/');

    const { page: again } = await come();
    await open(again, link);
    await again.getByLabel(t.session.newPassword).fill('one-more-password');
    await again.getByLabel(t.session.confirmPassword).fill('one-more-password');
    await again.getByRole('button', { name: t.session.resetSubmit }).click();
    await again.getByText(t.errors.LINK_INVALID).waitFor();
    await again.getByRole('link', { name: t.session.askAgain }).waitFor();
    expect((await login(url, account.email, NEW_PASSWORD)).token).not.toBe('');
  });

  it('says the same of an address that nobody has', async () => {
    const { page } = await come();
    await open(page, '/forgot-password');
    await page.getByLabel(t.session.email).fill('nobody@example.com');
    await page.getByRole('button', { name: t.session.forgotSend }).click();
    await page.getByRole('status').filter({ hasText: 'nobody@example.com' }).waitFor();
  });
});

describe('an e-mail address', () => {
  it('is confirmed by a press, and changed by the link that goes to the new one', async () => {
    const { visitor, account } = await member();
    const { page } = visitor;
    await open(page, '/account/email');
    await page.getByText(t.account.unconfirmed).waitFor();
    const first = await linkTo(mails, account.email, 'confirm-email');
    // Looking at the page, as programs that read mails do, uses nothing up.
    const { page: scanner } = await come();
    await open(scanner, first);
    await scanner.getByRole('button', { name: t.session.confirmSubmit }).waitFor();
    await open(page, first);
    await page.getByRole('button', { name: t.session.confirmSubmit }).click();
    await page.getByText(t.session.confirmDone).waitFor();
    await page.getByRole('link', { name: t.session.toAccount }).click();
    await page.getByText(t.account.confirmed, { exact: true }).waitFor();

    const wanted = account.email.replace('shopper', 'renamed');
    await page.getByLabel(t.account.newEmail).fill(wanted);
    await page.getByLabel(t.account.currentPassword, { exact: true }).fill(account.password);
    await page.getByRole('button', { name: t.account.changeEmail }).click();
    await page.getByText(t.account.pendingEmailText).waitFor();
    await open(page, await linkTo(mails, wanted, 'confirm-email'));
    await page.getByRole('button', { name: t.session.confirmSubmit }).click();
    await page.getByText(t.session.confirmChanged).waitFor();
    await page.getByRole('link', { name: t.session.toAccount }).click();
    await page.getByRole('main').getByText(wanted).first().waitFor();
    expect((await login(url, wanted, account.password)).token).not.toBe('');
  });
});

describe('messages by mail', () => {
  it('come as they are chosen, in the language that is chosen', async () => {
    const { visitor, account } = await member();
    const { page } = visitor;
    await open(page, '/account/messages');
    await page.getByRole('link', { name: t.messages.byMail }).click();
    const parcels = page.getByRole('checkbox', {
      name: `${t.messages.kind.parcels}: ${t.messages.channel.byMail}`,
    });
    expect(await parcels.isChecked()).toBe(true);
    const kept = page.waitForResponse(
      (reply) => reply.url().endsWith('/settings/channels') && reply.request().method() === 'PUT',
    );
    await parcels.click();
    await kept;
    await page.getByRole('checkbox', { name: t.messages.quiet }).click();
    const until = page.getByLabel(t.messages.quietTo);
    await until.fill('07:30');
    const quiet = page.waitForResponse((reply) => reply.url().endsWith('/settings/quiet-hours'));
    await until.blur();
    await quiet;
    await page.getByLabel(t.messages.mailLanguage).selectOption('LANGUAGE_EN');
    await page.getByText(t.common.saved).waitFor();
    await page.reload();
    await expect.poll(() => parcels.isChecked()).toBe(false);
    await expect.poll(() => page.getByLabel(t.messages.mailLanguage).inputValue()).toBe('LANGUAGE_EN');
    expect(await until.inputValue()).toBe('07:30');
    const said = await call<{ choices: { byMail: boolean }[] }>(
      url,
      'GET',
      '/v1/notifications/mail-choices',
      undefined,
      account.token,
    );
    expect(said.choices.map(({ byMail }) => byMail)).toEqual([true, false, false, true]);
  });
});

describe('open pages', () => {
  it('of one browser are all told by one stream, and go on when its page closes', async () => {
    const { visitor, account } = await member();
    const { page } = visitor;
    const streams: string[] = [];
    visitor.context.on('request', (request) => {
      if (request.url().includes('notifications:watch')) streams.push(request.url());
    });
    const ask = () =>
      call(
        url,
        'PUT',
        '/v1/users/me/email',
        { password: account.password, email: account.email.replace('shopper', 'elsewhere') },
        account.token,
      );
    await open(page, '/account/messages');
    const other = await visitor.tab();
    await open(other, '/account/messages');
    await expect.poll(() => streams.length).toBe(1);
    await ask();
    const told = t.messages.unread;
    await page.getByRole('listitem').filter({ hasText: told }).first().waitFor();
    await other.getByRole('listitem').filter({ hasText: told }).first().waitFor();
    expect(streams.length).toBe(1);

    await page.close();
    await expect.poll(() => streams.length).toBe(2);
    await ask();
    await expect.poll(() => other.getByRole('listitem').filter({ hasText: told }).count()).toBe(2);
  });
});
