// SPDX-License-Identifier: Apache-2.0
// Finding products, in a browser: suggestions, facets in the address, corrections, and ways on where nothing is found.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Account, call } from '@ecommerce/shared/testing/api';
import { register, eventually } from '@ecommerce/shared/testing/buyer';
import {
  accessibilityProblems,
  type Look,
  loaded,
  open,
  openBrowser,
  signInQuietly,
  Visitor,
} from '@ecommerce/shared/testing/visitor';
import { texts } from '../support/shopping';

const url = inject('shop');
const t = texts['zh-CN'];

let browser: Browser;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  // The index follows the demo data.
  await eventually(
    () => total('query=耳机'),
    (count) => count > 10,
  );
});
afterAll(() => browser?.close());
afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  for (const visitor of visitors) await visitor.leave();
  visitors = [];
  expect(complaints).toEqual([]);
});

async function total(query: string): Promise<number> {
  const reply = await call<{ total: string }>(url, 'GET', `/v1/search/products?${query}&unrecorded=true`);
  return Number(reply.total);
}

async function come(look: Look = {}, account?: Account): Promise<Page> {
  const visitor = await Visitor.come(browser, url, look);
  visitors.push(visitor);
  if (account) await signInQuietly(visitor, account);
  return visitor.page;
}

const box = (page: Page) => page.getByRole('combobox', { name: t.storefront.searchPlaceholder });
const options = (page: Page) => page.getByRole('listbox').getByRole('option');
const active = (page: Page) => box(page).getAttribute('aria-activedescendant');
const words = (page: Page) => new URL(page.url()).searchParams.get('q');
const names = (page: Page) => page.locator('main a[href^="/products/"]').allInnerTexts();

// Waits for the page that searches for these words.
async function arrived(page: Page, query: string) {
  await page.getByRole('heading', { level: 1, name: t.search.title.replace('{{query}}', query) }).waitFor();
  await loaded(page);
}

// How many products the page says that there are.
async function told(page: Page): Promise<number> {
  const line = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /共 [\d,]+ 件/ });
  return Number((/共 ([\d,]+) 件/.exec(await line.innerText())?.[1] ?? '').replace(',', ''));
}

describe('the search box', () => {
  it('completes what is typed, by keyboard alone', async () => {
    const page = await come();
    await open(page, '/');
    await box(page).focus();
    await page.keyboard.type('手机');
    await page.getByRole('listbox').and(page.locator('[aria-busy=false]')).waitFor();
    await options(page).first().waitFor();
    await expect.poll(() => box(page).getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => active(page)).toBeNull();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => active(page)).toBe(await options(page).last().getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => active(page)).toBeNull();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => active(page)).toBe(await options(page).first().getAttribute('id'));
    await expect.poll(() => options(page).first().getAttribute('aria-selected')).toBe('true');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => box(page).getAttribute('aria-expanded')).toBe('false');
    expect(await box(page).inputValue()).toBe('手机');
    await page.keyboard.press('ArrowDown');
    const [first] = await options(page).first().locator('span').allInnerTexts();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(search|categories|products)/);
    if (page.url().includes('/search')) expect(words(page)).toBe(first);
    await loaded(page);
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  it('keeps to the choice that keys are at when a late list moves it', async () => {
    const page = await come();
    let answer = () => {};
    const late = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/v1/search/suggestions*', async (route) => {
      const prefix = new URL(route.request().url()).searchParams.get('prefix');
      if (prefix === '手机') await late;
      const texts = prefix === '手机' ? ['手机架', '手机', '手机壳'] : ['手机', '手表'];
      const suggestions = texts.map((text) => ({ kind: 'SUGGESTION_KIND_WORD', text }));
      await route.fulfill({ json: { suggestions } });
    });
    await open(page, '/');
    await box(page).focus();
    await page.keyboard.type('手');
    await page.getByRole('option', { name: '手表' }).waitFor();
    await page.keyboard.type('机');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => active(page)).toBe(await options(page).first().getAttribute('id'));
    answer();
    await page.getByRole('option', { name: '手机架' }).waitFor();
    await expect.poll(() => active(page)).toBe(await options(page).nth(1).getAttribute('id'));
    expect(await options(page).nth(1).innerText()).toBe('手机');
  });

  it('searches for the text itself where nothing was chosen, and Escape empties it', async () => {
    const page = await come();
    await open(page, '/');
    await box(page).fill('手机');
    await page.keyboard.press('Enter');
    await arrived(page, '手机');
    expect(words(page)).toBe('手机');
    await box(page).focus();
    await options(page).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await box(page).inputValue()).toBe('');
  });

  it('searches also where what suggests cannot be loaded', async () => {
    const page = await come();
    await page.route('**/assets/SearchPanel-*', (route) => route.abort());
    await open(page, '/');
    await box(page).fill('耳机');
    await page.keyboard.press('Enter');
    await arrived(page, '耳机');
    expect(await told(page)).toBe(await total('query=耳机'));
  });

  it('leaves keys and letters to an input method until it is done', async () => {
    const page = await come();
    await page.clock.install();
    await open(page, '/');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/search/suggestions')) asked.push(decodeURIComponent(request.url()));
    });
    await box(page).focus();
    const keyboard = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose('shou');
    await compose('shou ji');
    // What browsers tell of a key that the input method takes.
    await keyboard.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await compose('手机');
    // Longer than the box waits after the last letter.
    await page.clock.fastForward(2000);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(asked).toEqual([]);
    await keyboard.send('Input.insertText', { text: '手机' });
    await options(page).first().waitFor();
    expect(asked).toEqual([expect.stringContaining('prefix=手机')]);
  });

  it('keeps what a guest searched for, and forgets it when asked to', async () => {
    const page = await come();
    for (const word of ['手机', '耳机']) await open(page, `/search?q=${encodeURIComponent(word)}`);
    await open(page, '/');
    await box(page).click();
    const history = page.getByRole('group', { name: t.search.history }).getByRole('option');
    await expect.poll(() => history.allInnerTexts()).toEqual(['耳机', '手机']);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: t.search.forgetWord.replace('{{word}}', '耳机') }).click();
    await expect.poll(() => history.allInnerTexts()).toEqual(['手机']);
    await history.first().click();
    await page.waitForURL(/\/search/);
    expect(words(page)).toBe('手机');
    await open(page, '/');
    await box(page).click();
    await page.getByRole('button', { name: t.search.clearHistory }).click();
    await expect.poll(() => history.count()).toBe(0);
    await page.reload();
    await loaded(page);
    await box(page).click();
    expect(await history.count()).toBe(0);
  });

  it('has the history of an account wherever it signs in', async () => {
    const account = await register(url);
    const before = await come({}, account);
    for (const word of ['手机', '耳机']) {
      await open(before, `/search?q=${encodeURIComponent(word)}`);
      await told(before);
    }
    const kept = async () => {
      const { entries } = await call<{ entries: { text: string }[] }>(
        url,
        'GET',
        '/v1/search/history',
        undefined,
        account.token,
      );
      return entries.map(({ text }) => text).join();
    };
    await eventually(kept, (shown) => shown === '耳机,手机');
    const page = await come({}, account);
    await open(page, '/');
    await box(page).click();
    const history = page.getByRole('group', { name: t.search.history }).getByRole('option');
    await expect.poll(() => history.allInnerTexts()).toEqual(['耳机', '手机']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Delete');
    await expect.poll(() => history.allInnerTexts()).toEqual(['手机']);
    await page.getByRole('button', { name: t.search.clearHistory }).click();
    await expect.poll(() => history.count()).toBe(0);
    await expect.poll(kept).toBe('');
  });
});

describe('a search', () => {
  it('finds Chinese words, marks them, and tells how many there are', async () => {
    const page = await come();
    await open(page, `/search?q=${encodeURIComponent('耳机')}`);
    expect(await told(page)).toBe(await total('query=耳机'));
    const found = await names(page);
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((name) => name.includes('耳机')).length).toBeGreaterThan(10);
    expect(await page.locator('main mark').first().innerText()).toBe('耳机');
    expect(await page.title()).toContain('耳机');
  });

  it('finds the same by pinyin and by its initials', async () => {
    const page = await come();
    for (const pinyin of ['erji', 'ej']) {
      await open(page, '/');
      await box(page).fill(pinyin);
      await page.keyboard.press('Enter');
      await arrived(page, pinyin);
      expect(
        (await names(page)).some((name) => name.includes('耳机')),
        pinyin,
      ).toBe(true);
    }
  });

  it('moves nothing while it loads', async () => {
    for (const size of ['desktop', 'phone'] as const) {
      const page = await come({ size });
      await page.addInitScript(() => {
        const seen = globalThis as unknown as { shift: number };
        seen.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await open(page, `/search?q=${encodeURIComponent('耳机')}`);
      await page.waitForLoadState('networkidle');
      const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
      expect(shift, size).toBeLessThan(0.01);
    }
  });

  it('tells of its failure in a sentence, and offers categories', async () => {
    const page = await come();
    await page.route('**/v1/search/products?*', (route) =>
      route.fulfill({ status: 503, json: { status: 503, reason: 'UNAVAILABLE', title: '', detail: '' } }),
    );
    await open(page, `/search?q=${encodeURIComponent('耳机')}`);
    await page.getByText(t.search.unavailable).waitFor();
    expect(await page.getByRole('main').locator('a[href^="/categories/"]').count()).toBeGreaterThan(5);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.unroute('**/v1/search/products?*');
    await page.getByRole('button', { name: t.common.retry }).click();
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(10);
  });
});

describe('facets', () => {
  const brands = (page: Page) =>
    page.getByRole('group', { name: t.catalogue.filterBrand }).getByRole('checkbox');
  const params = (page: Page) => new URL(page.url()).searchParams;

  it('narrow the list, widen within a kind, and are steps that "back" undoes', async () => {
    const page = await come();
    await open(page, `/search?q=${encodeURIComponent('耳机')}`);
    const all = await told(page);
    await brands(page).nth(0).check();
    await expect.poll(() => params(page).getAll('brand').length).toBe(1);
    const [first = ''] = params(page).getAll('brand');
    const one = await total(`query=耳机&brands=${first}`);
    await expect.poll(() => told(page)).toBe(one);
    expect(one).toBeLessThan(all);
    await brands(page).nth(1).check();
    await expect.poll(() => params(page).getAll('brand').length).toBe(2);
    const [, second = ''] = params(page).getAll('brand');
    const two = await total(`query=耳机&brands=${first}&brands=${second}`);
    await expect.poll(() => told(page)).toBe(two);
    expect(two).toBeGreaterThan(one);

    await page.getByRole('checkbox', { name: t.catalogue.filterInStock }).check();
    await expect.poll(() => params(page).get('stock')).toBe('1');
    const chips = page.getByRole('list', { name: t.catalogue.appliedFilters });
    expect(await chips.getByRole('button').allInnerTexts()).toEqual([
      first,
      second,
      t.catalogue.filterInStock,
      t.catalogue.clearFilters,
    ]);

    await page.goBack();
    await expect.poll(() => params(page).get('stock')).toBeNull();
    await page.goBack();
    await expect.poll(() => told(page)).toBe(one);
    expect(await brands(page).nth(1).isChecked()).toBe(false);
    await page.goForward();
    await expect.poll(() => told(page)).toBe(two);

    await page.reload();
    await loaded(page);
    expect(await told(page)).toBe(two);
    await chips.getByRole('button', { name: new RegExp(first) }).click();
    await expect.poll(() => params(page).getAll('brand')).toEqual([second]);
    await chips.getByRole('button', { name: t.catalogue.clearFilters }).click();
    await expect.poll(() => told(page)).toBe(all);
    expect(words(page)).toBe('耳机');
  });

  // The first that earphones can be chosen by.
  async function anAttribute(): Promise<string> {
    const reply = await call<{ facets: { attributes: { name: string }[] } }>(
      url,
      'GET',
      '/v1/search/products?query=耳机&unrecorded=true&withFacets=true',
    );
    return reply.facets.attributes[0]?.name ?? '';
  }

  it('tell with each choice how many products it shows', async () => {
    const page = await come();
    await open(page, `/search?q=${encodeURIComponent('耳机')}`);
    const counted = async (choice: Locator) =>
      Number((await choice.locator('xpath=..').innerText()).split('\n').at(-1));
    const chips = page.getByRole('list', { name: t.catalogue.appliedFilters });
    const prices = page.getByRole('group', { name: t.catalogue.filterPrice }).getByRole('radio');
    const count = await counted(prices.nth(1));
    await prices.nth(1).check();
    await expect.poll(() => told(page)).toBe(count);
    await prices.first().check();
    await expect.poll(() => chips.count()).toBe(0);
    // Several categories add up, and so do the values of an attribute, whichever they are.
    const attribute = page
      .getByRole('group')
      .filter({ has: page.getByText(await anAttribute(), { exact: true }) });
    for (const group of [page.getByRole('group', { name: t.catalogue.filterCategory }), attribute]) {
      const choices = group.getByRole('checkbox');
      const [one, other] = [await counted(choices.nth(0)), await counted(choices.nth(1))];
      await choices.nth(0).check();
      await expect.poll(() => told(page)).toBe(one);
      await choices.nth(1).check();
      await expect.poll(() => chips.getByRole('button').count()).toBe(3);
      await expect.poll(() => told(page)).toBeGreaterThanOrEqual(Math.max(one, other));
      expect(await told(page)).toBeLessThanOrEqual(one + other);
      await page.reload();
      await loaded(page);
      expect(await choices.nth(0).isChecked()).toBe(true);
      expect(await accessibilityProblems(page)).toEqual([]);
      await chips.getByRole('button', { name: t.catalogue.clearFilters }).click();
      await expect.poll(() => chips.count()).toBe(0);
    }
  });

  it('take a price band of one’s own and another order', async () => {
    const page = await come();
    await open(page, `/search?q=${encodeURIComponent('耳机')}`);
    await page.getByLabel(t.catalogue.minPrice).first().fill('200');
    await page.getByLabel(t.catalogue.maxPrice).first().fill('400');
    await page.getByRole('button', { name: t.catalogue.applyPrice }).click();
    await expect.poll(() => params(page).get('max')).toBe('400');
    const count = await total('query=耳机&minPrice=20000&maxPrice=40000');
    await expect.poll(() => told(page)).toBe(count);
    await page.getByRole('link', { name: t.catalogue.sortPrice }).click();
    await expect.poll(() => params(page).get('sort')).toBe('price-asc');
    expect(params(page).get('min')).toBe('200');
  });

  it('are chosen in a sheet on phones, which counts before it applies them', async () => {
    const page = await come({ size: 'phone' });
    await open(page, `/search?q=${encodeURIComponent('耳机')}`);
    await page.getByRole('button', { name: t.catalogue.filters, exact: true }).click();
    const sheet = page.getByRole('dialog');
    const choices = sheet.getByRole('group', { name: t.catalogue.filterBrand }).getByRole('checkbox');
    await choices.nth(0).check();
    await choices.nth(1).check();
    const show = sheet.getByRole('button', { name: /查看 \d+ 件商品/ });
    await show.waitFor();
    expect(params(page).getAll('brand')).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
    await expect
      .poll(async () => Number(/\d+/.exec(await show.innerText())?.[0]))
      .toBeLessThan(await total('query=耳机'));
    const count = Number(/\d+/.exec(await show.innerText())?.[0]);
    await show.click();
    await expect.poll(() => params(page).getAll('brand').length).toBe(2);
    await expect.poll(() => told(page)).toBe(count);
  });
});

describe('words that find nothing', () => {
  it('are corrected, and searched for as they are on request', async () => {
    const page = await come();
    await open(page, '/search?q=headphons');
    await page.getByText(t.search.shownFor.replace('{{query}}', 'Headphones')).waitFor();
    expect((await names(page)).some((name) => name.includes('耳机'))).toBe(true);
    await page.getByRole('link', { name: t.search.searchInstead.replace('{{query}}', 'headphons') }).click();
    await page.getByText(t.search.nothingFound.replace('{{query}}', 'headphons')).waitFor();
    await page.getByRole('link', { name: 'Headphones' }).click();
    await expect.poll(() => words(page)).toBe('Headphones');
    await arrived(page, 'Headphones');
    expect(await told(page)).toBeGreaterThan(10);
  });

  it('and those that sound like others can be taken for them', async () => {
    const page = await come();
    await open(page, `/search?q=${encodeURIComponent('保温被')}`);
    await page.getByText(t.search.didYouMean).waitFor();
    await page.getByRole('link', { name: '保温杯', exact: true }).click();
    await arrived(page, '保温杯');
    expect(await told(page)).toBe(await total('query=保温杯'));
  });

  it('lead on to popular searches and categories', async () => {
    const page = await come();
    await open(page, '/search?q=qqzzxxvv');
    await page.getByText(t.search.nothingFound.replace('{{query}}', 'qqzzxxvv')).waitFor();
    await page.getByRole('heading', { name: t.search.tryCategories }).waitFor();
    await page.getByRole('main').locator('a[href^="/categories/"]').first().click();
    await page.waitForURL(/\/categories\//);
  });

  it('because of filters can drop those', async () => {
    const page = await come();
    await open(page, `/search?q=${encodeURIComponent('耳机')}&min=900000`);
    await page.getByText(t.catalogue.nothingFits).waitFor();
    await page.getByRole('button', { name: t.catalogue.clearFilters }).last().click();
    await expect.poll(() => told(page)).toBe(await total('query=耳机'));
  });
});

describe('a shop', () => {
  it('is searched by itself', async () => {
    const { hits } = await call<{ hits: { product: { shopId: string } }[] }>(
      url,
      'GET',
      '/v1/search/products?query=耳机&pageSize=1&unrecorded=true',
    );
    const shopId = hits[0]?.product.shopId ?? '';
    const page = await come();
    await open(page, `/shops/${shopId}`);
    const field = page.getByRole('searchbox', { name: t.shop.searchShop });
    await field.fill('耳机');
    await field.press('Enter');
    await expect.poll(() => words(page)).toBe('耳机');
    await expect.poll(() => told(page)).toBe(await total(`query=耳机&shopId=${shopId}`));
    await page.getByRole('button', { name: t.shop.showAll }).click();
    await expect.poll(() => words(page)).toBeNull();
  });
});
