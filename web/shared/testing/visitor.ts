// SPDX-License-Identifier: Apache-2.0
// A visitor with a browser: everything a page complains about is kept, and the tests look at it.
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;

export interface Look {
  language?: 'zh-CN' | 'en';
  size?: keyof typeof sizes;
  theme?: 'light' | 'dark';
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

export class Visitor {
  // What pages threw or wrote to the console as an error or warning.
  readonly complaints: string[] = [];

  private constructor(
    readonly url: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async come(browser: Browser, url: string, look: Look = {}): Promise<Visitor> {
    const { language = 'zh-CN', size = 'desktop', theme = 'light' } = look;
    const context = await browser.newContext({
      baseURL: url,
      locale: language,
      viewport: sizes[size],
      colorScheme: theme,
      reducedMotion: 'reduce',
      isMobile: size === 'phone',
      hasTouch: size === 'phone',
    });
    context.setDefaultTimeout(20_000);
    const visitor = new Visitor(url, context, await context.newPage());
    visitor.listen(visitor.page);
    return visitor;
  }

  // One more tab of the same person.
  async tab(): Promise<Page> {
    const page = await this.context.newPage();
    this.listen(page);
    return page;
  }

  private listen(page: Page) {
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // The browser itself writes a line for each reply of 400 and more; pages show those to the visitor.
      if (/Failed to load resource/.test(message.text())) return;
      if (['error', 'warning'].includes(message.type()))
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
  }

  async leave() {
    await this.context.close();
  }
}

// Goes to a page and waits until nothing that can be seen is loading any more: what is further down loads when it
// comes near.
export async function open(page: Page, path: string) {
  await page.goto(path);
  await loaded(page);
}

export async function loaded(page: Page) {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[aria-busy="true"]')].every(
      (busy) => busy.getBoundingClientRect().top > innerHeight,
    ),
  );
}

// What axe finds serious or critical on the page as it is now, one line each.
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // As a script of the page it would be refused by the content security policy.
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return results.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) =>
      violation.nodes.map(
        (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`,
      ),
    );
}

// Signs in past the pages: the session's cookie and the mark that says there is one.
export async function signInQuietly(visitor: Visitor, account: { email: string; password: string }) {
  const reply = await visitor.context.request.post('/v1/auth/login', {
    data: { account: account.email, password: account.password, cookieSession: true },
  });
  if (!reply.ok()) throw new Error(`signing in: ${reply.status()} ${await reply.text()}`);
  // Only where nothing is known yet: a page that signs out stays so.
  await visitor.context.addInitScript(() => {
    if (sessionStorage.getItem('test.began') !== null) return;
    sessionStorage.setItem('test.began', '1');
    localStorage.setItem('ecommerce.signed-in', '1');
  });
}
