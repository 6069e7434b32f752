// SPDX-License-Identifier: Apache-2.0
// What a first visit costs: bytes over the wire, requests, and the browser's own marks of when there is something to
// see (first contentful paint) and when the main thing is there (largest contentful paint). Each figure is the
// median of several first visits. Prints a table for bench/RESULTS.md.
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { addAddress, goodsOfShops, register } from '@ecommerce/shared/testing/buyer';
import { loadDemoData, Program, removeServers, startServers } from '@ecommerce/shared/testing/platform';
import { openBrowser, signInQuietly, Visitor } from '@ecommerce/shared/testing/visitor';

const VISITS = 5;

interface Line {
  // Bytes a second and milliseconds there and back; undefined is this machine's own.
  network?: { rate: number; delay: number };
  slowdown: number;
  name: string;
}

const lines: Line[] = [
  { name: 'this machine', slowdown: 1 },
  // What browsers' own tools call fast 4G, with a processor four times slower: a middling phone.
  { name: 'fast 4G, slow phone', network: { rate: (9_000_000 * 0.9) / 8, delay: 165 }, slowdown: 4 },
];

interface Figures {
  bytes: number;
  requests: number;
  calls: number;
  first: number;
  largest: number;
}

async function visit(visitor: Visitor, path: string, line: Line): Promise<Figures> {
  const { page } = visitor;
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  if (line.network) {
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.network.delay,
      downloadThroughput: line.network.rate,
      uploadThroughput: line.network.rate,
    });
  }
  await network.send('Emulation.setCPUThrottlingRate', { rate: line.slowdown });
  let bytes = 0;
  const addresses: string[] = [];
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  network.on('Network.requestWillBeSent', ({ request }) => addresses.push(request.url));
  await page.goto(path, { waitUntil: 'networkidle' });
  const { first, largest } = await marks(page);
  const calls = addresses.filter((address) => new URL(address).pathname.startsWith('/v1/')).length;
  return { bytes, requests: addresses.length, calls, first, largest };
}

function marks(page: Page): Promise<{ first: number; largest: number }> {
  return page.evaluate(
    () =>
      new Promise((done) => {
        const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
        new PerformanceObserver((list) => {
          done({ first, largest: list.getEntries().at(-1)?.startTime ?? 0 });
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function measure(
  browser: Browser,
  url: string,
  path: string,
  line: Line,
  account?: Account,
): Promise<Figures> {
  const all: Figures[] = [];
  for (let count = 0; count < VISITS; count++) {
    const visitor = await Visitor.come(browser, url);
    if (account) await signInQuietly(visitor, account);
    all.push(await visit(visitor, path, line));
    await visitor.leave();
  }
  const of = (key: keyof Figures) => median(all.map((figures) => figures[key]));
  return {
    bytes: of('bytes'),
    requests: of('requests'),
    calls: of('calls'),
    first: of('first'),
    largest: of('largest'),
  };
}

type Account = Awaited<ReturnType<typeof register>>;

const servers = startServers(fileURLToPath(new URL('..', import.meta.url)));
try {
  loadDemoData(servers);
  const program = await Program.start(servers, 'shop');
  const browser = await openBrowser();
  const account = await register(program.url);
  await addAddress(program.url, account);
  const [goods] = await goodsOfShops(program.url, 1);
  if (!goods) throw new Error('the demo data has no goods in stock');
  const categories = (await (await fetch(`${program.url}/v1/categories`)).json()) as {
    categories: { id: string }[];
  };
  const pages: { name: string; path: string; account?: Account }[] = [
    { name: 'home', path: '/' },
    { name: 'category', path: `/categories/${categories.categories[0]?.id}` },
    { name: 'product', path: `/products/${goods.productId}` },
    { name: 'checkout', path: `/checkout?items=${goods.skuId}:1`, account },
  ];
  const table = [
    '| page | sent over the wire | requests (to the API) | first paint, useful: this machine | fast 4G, slow phone |',
    '|---|---|---|---|---|',
  ];
  for (const { name, path, account: visitor } of pages) {
    const results: Figures[] = [];
    for (const line of lines) results.push(await measure(browser, program.url, path, line, visitor));
    const [here] = results;
    const times = results.map(({ first, largest }) => `${first.toFixed(0)} ms, ${largest.toFixed(0)} ms`);
    const size = `${((here?.bytes ?? 0) / 1000).toFixed(0)} kB`;
    table.push(`| ${name} | ${size} | ${here?.requests} (${here?.calls}) | ${times.join(' | ')} |`);
  }
  process.stdout.write(`${table.join('\n')}\n`);
  await browser.close();
  await program.stop();
} finally {
  removeServers(servers);
}
