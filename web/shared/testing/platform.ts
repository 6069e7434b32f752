// SPDX-License-Identifier: Apache-2.0
// The program under test, with servers and demo data of its own, and the app under test as it was built.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = process.env.ECOMMERCE_BIN ?? join(root, 'build/release/bin/ecommerce');
const START_MS = 120_000;

export interface Servers {
  folder: string;
  // The built apps, by the gateway's settings.
  sites: Record<string, string>;
  environment: Record<string, string>;
}

// What the gateway serves each app by.
const settingOf: Record<string, string> = {
  storefront: 'web_folder',
  seller: 'seller_folder',
  admin: 'admin_folder',
};

function sitesWith(app: string): Record<string, string> {
  const pages = join(app, 'dist');
  if (!existsSync(pages)) throw new Error(`${pages} is missing: run \`tools/web build\` first`);
  const built = Object.entries(settingOf)
    .map(([name, setting]): [string, string] => [setting, join(root, 'web', name, 'dist')])
    .filter(([, folder]) => existsSync(folder));
  return Object.fromEntries(built);
}

// PostgreSQL and a key-value store in a folder that is removed afterwards, for the app in the folder `app` and those
// that are built beside it.
export function startServers(app: string): Servers {
  const sites = sitesWith(app);
  const folder = mkdtempSync(join(tmpdir(), 'ecommerce-web-'));
  const servers = join(folder, 'servers');
  const tool = join(root, 'tools/servers');
  execFileSync(tool, ['start', servers, '--pg-port', '0', '--kv-port', '0', '--fsync', 'off'], {
    stdio: 'pipe',
  });
  const text = execFileSync(tool, ['env', servers], { encoding: 'utf8' });
  // Lines of NAME='value'.
  const environment = Object.fromEntries(
    [...text.matchAll(/^(?:export )?([A-Z_]+)='?(.*?)'?$/gm)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
  return { folder, sites, environment };
}

// Where the programs write mails, a file each.
export function mailsOf(servers: Servers): string {
  return join(servers.folder, 'mails');
}

export function removeServers(servers: Servers) {
  execFileSync(join(root, 'tools/servers'), ['remove', join(servers.folder, 'servers')], { stdio: 'pipe' });
  rmSync(servers.folder, { recursive: true, force: true });
}

export function loadDemoData(servers: Servers) {
  const conf = writeSettings(servers, 'demo', {});
  run(servers, ['migrate', 'up', '-conf', conf]);
  run(servers, ['--once', '-data', join(root, 'demo/data'), '-conf', conf], `${program}-demo`);
}

// What `ecommerce doctor` says; throws when it finds a violation.
export function doctor(servers: Servers): string {
  return run(servers, ['doctor', '-conf', writeSettings(servers, 'demo', {})]);
}

export class Program {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly log: string,
  ) {}

  // One program with the gateway on a free port. `settings` come over those of every test.
  static async start(servers: Servers, name: string, settings: Settings = {}): Promise<Program> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const conf = writeSettings(servers, name, settings, port);
    const log = join(servers.folder, `${name}.log`);
    const output = openSync(log, 'a');
    const child = spawn(program, ['serve', '-conf', conf], {
      cwd: servers.folder,
      env: environment(servers),
      stdio: ['ignore', output, output],
    });
    const started = new Program(url, child, log);
    await started.ready();
    return started;
  }

  private async ready() {
    const giveUp = Date.now() + START_MS;
    while (Date.now() < giveUp) {
      if (this.process.exitCode !== null) break;
      const reply = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (reply?.status === 200) return;
      await new Promise((wake) => setTimeout(wake, 50));
    }
    throw new Error(`the program is not ready\n${readFileSync(this.log, 'utf8').slice(-4000)}`);
  }

  async stop() {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
  }
}

export type Settings = { [key: string]: string | number | boolean | Settings };

function writeSettings(servers: Servers, name: string, settings: Settings, port = 0): string {
  const conf = join(servers.folder, `conf-${name}`);
  mkdirSync(conf, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const base: Settings = {
    secrets: { directory: join(servers.folder, 'secrets'), generate: true },
    platform: { open_service_ports: false },
    product: { pictures_folder: join(servers.folder, 'pictures'), sweep_pause: '500ms' },
    // A slow machine is no reason to ask again who is there.
    auth: { step_up_window: '24h' },
    // All browsers of the tests have one address, and the machine may be busy.
    gateway: {
      ...(port !== 0 && { port, ...servers.sites }),
      limits: { enabled: false },
      overload: { wait_max: '1m' },
    },
    search: { hot_after: 1 },
    payment: { sandbox: { public_url: url, webhook_url: 'direct' } },
    notification: { mail: { folder: mailsOf(servers), from: 'shop@demo.shop', links: url } },
  };
  writeFileSync(join(conf, 'ecommerce.yaml'), JSON.stringify(merge(base, settings)));
  return conf;
}

function merge(base: Settings, over: Settings): Settings {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = typeof value === 'object' && typeof below === 'object' ? merge(below, value) : value;
  }
  return merged;
}

function run(servers: Servers, words: string[], command = program): string {
  return execFileSync(command, words, {
    cwd: servers.folder,
    env: environment(servers),
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

// Without settings of the person's own.
function environment(servers: Servers): NodeJS.ProcessEnv {
  const mine = Object.entries(process.env).filter(([name]) => !name.startsWith('ECOMMERCE_'));
  return { ...Object.fromEntries(mine), ...servers.environment };
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
