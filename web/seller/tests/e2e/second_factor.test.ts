// SPDX-License-Identifier: Apache-2.0
// The same page in the seller console and in the storefront: a second factor is turned on in one and off in the other.
import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, login } from '@ecommerce/shared/testing/api';
import { Authenticator } from '@ecommerce/shared/testing/totp';
import {
  accessibilityProblems,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';

const url = inject('shop');

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('the second factor', () => {
  it('opens the storefront with a recovery code and is turned off there', async () => {
    const email = `person-${randomBytes(6).toString('hex')}@example.com`;
    const password = 'a-good-one';
    await call(url, 'POST', '/v1/users', { email, password, confirmPassword: password, nickname: '小林' });
    const { token } = await login(url, email, password);
    const path = '/v1/auth/second-factor';
    const begun = await call<{ secret: string }>(url, 'POST', `${path}:begin`, {}, token);
    const code = await new Authenticator(begun.secret).code();
    const { recoveryCodes } = await call<{ recoveryCodes: string[] }>(
      url,
      'POST',
      `${path}:confirm`,
      { code },
      token,
    );

    const visitor = await Visitor.come(browser, url, { language: 'zh-CN', size: 'phone' });
    const { page } = visitor;
    await open(page, '/sign-in?from=%2Faccount%2Fsecurity');
    await page.getByLabel('邮箱').fill(email);
    await page.getByLabel('密码', { exact: true }).fill(password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByLabel('验证码').fill(recoveryCodes[0] ?? '');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '两步验证' }).waitFor();
    await page.getByText('已开启').waitFor();
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.getByLabel('验证码').fill(recoveryCodes[1] ?? '');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: '关闭', exact: true }).click();
    await page.getByText('未开启').waitFor();
    expect((await login(url, email, password)).token).not.toBe('');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('has a page in the seller console', async () => {
    const visitor = await Visitor.come(browser, url, { language: 'en' });
    await signInQuietly(visitor, await login(url, 'seller@demo.shop'));
    await open(visitor.page, '/seller/security');
    await visitor.page.getByRole('button', { name: 'Turn on' }).waitFor();
    expect(await accessibilityProblems(visitor.page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
