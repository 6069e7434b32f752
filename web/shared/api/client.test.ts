// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const user = {
  id: '1',
  email: 'a@b.c',
  nickname: 'a',
  phone: '',
  roles: [],
  status: 'USER_STATUS_ACTIVE',
  shopId: '0',
};

type Reply = () => Response | Promise<Response>;

// A platform of three routes: the refresh, an own read and a public one.
function platform(replies: { refresh: Reply[]; own: Reply[] }) {
  const seen: Request[] = [];
  const fetch = vi.fn(async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, 'http://shop.test'), init);
    seen.push(request);
    const { pathname } = new URL(request.url);
    if (pathname === '/v1/auth/refresh') return (replies.refresh.shift() ?? fail)();
    if (pathname === '/v1/users/me') return (replies.own.shift() ?? fail)();
    return json({ products: [], nextPageToken: '' });
  });
  return {
    seen,
    fetch,
    count: (path: string) => seen.filter(({ url }) => new URL(url).pathname === path).length,
  };
}

const other = { ...user, id: '2' };

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

function fail(): Response {
  throw new TypeError('nobody answers');
}

const json = (body: unknown, status = 200) => Response.json(body, { status });
const grant = (accessToken: string) => () => json({ accessToken, expiresIn: 900, sessionId: 's', user });
const refused = (reason: string) => () => json({ status: 401, reason, traceId: 'trace-7' }, 401);

async function load(fake: ReturnType<typeof platform>, signedInBefore: boolean, browser: object = {}) {
  const storage = new Map<string, string>(signedInBefore ? [['ecommerce.signed-in', '1']] : []);
  vi.stubGlobal('fetch', fake.fetch);
  vi.stubGlobal('location', { origin: 'http://shop.test' });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
  for (const [name, thing] of Object.entries(browser)) vi.stubGlobal(name, thing);
  vi.resetModules();
  return { client: await import('./client'), session: await import('./session'), storage };
}

beforeEach(() => vi.useRealTimers());
afterEach(() => vi.unstubAllGlobals());

describe('the client', () => {
  it('costs visitors without an account no refresh', async () => {
    const fake = platform({ refresh: [], own: [refused('TOKEN_MISSING')] });
    const { client } = await load(fake, false);
    await expect(client.unwrap(client.api.GET('/v1/users/me'))).rejects.toMatchObject({
      reason: 'TOKEN_MISSING',
    });
    expect(fake.count('/v1/auth/refresh')).toBe(0);
  });

  it('refreshes once for many calls that begin together', async () => {
    const me = () => json({ user });
    const fake = platform({ refresh: [grant('t1')], own: [me, me, me] });
    const { client } = await load(fake, true);
    await Promise.all([1, 2, 3].map(() => client.unwrap(client.api.GET('/v1/users/me'))));
    expect(fake.count('/v1/auth/refresh')).toBe(1);
    expect(fake.seen.at(-1)?.headers.get('authorization')).toBe('Bearer t1');
  });

  it('renews a token that is refused and sends the call again', async () => {
    const fake = platform({
      refresh: [grant('old'), grant('new')],
      own: [refused('TOKEN_EXPIRED'), () => json({ user })],
    });
    const { client } = await load(fake, true);
    await client.unwrap(client.api.GET('/v1/users/me'));
    expect(fake.seen.at(-1)?.headers.get('authorization')).toBe('Bearer new');
  });

  it('says that the session is lost when it ended elsewhere', async () => {
    const fake = platform({
      refresh: [grant('old'), refused('REFRESH_TOKEN_INVALID')],
      own: [refused('SESSION_REVOKED')],
    });
    const { client, session, storage } = await load(fake, true);
    await expect(client.unwrap(client.api.GET('/v1/users/me'))).rejects.toMatchObject({
      reason: 'REFRESH_TOKEN_INVALID',
    });
    expect(session.currentSession()).toEqual({ state: 'anonymous', lost: true });
    expect(storage.has('ecommerce.signed-in')).toBe(false);
  });

  it('keeps the session when a refresh finds nobody', async () => {
    const fake = platform({ refresh: [grant('old')], own: [refused('TOKEN_EXPIRED')] });
    const { client, session, storage } = await load(fake, true);
    await expect(client.unwrap(client.api.GET('/v1/users/me'))).rejects.toMatchObject({ reason: 'OFFLINE' });
    expect(session.currentSession().state).toBe('signed-in');
    expect(storage.has('ecommerce.signed-in')).toBe(true);
  });

  it('tries again later when the first refresh finds nobody', async () => {
    const fake = platform({ refresh: [fail, grant('t')], own: [() => json({ user })] });
    const { client, session } = await load(fake, true);
    await session.startSession();
    await client.unwrap(client.api.GET('/v1/users/me'));
    expect(session.currentSession().state).toBe('signed-in');
  });

  it('does not renew again for a call that was refused with the token before', async () => {
    const late = deferred<Response>();
    const fake = platform({
      refresh: [grant('old'), grant('new')],
      own: [() => late.promise, refused('TOKEN_EXPIRED'), () => json({ user }), () => json({ user })],
    });
    const { client } = await load(fake, true);
    const slow = client.unwrap(client.api.GET('/v1/users/me'));
    await vi.waitFor(() => expect(fake.count('/v1/users/me')).toBe(1));
    await client.unwrap(client.api.GET('/v1/users/me'));
    late.resolve(refused('TOKEN_EXPIRED')());
    await slow;
    expect(fake.count('/v1/auth/refresh')).toBe(2);
  });

  it('leaves a visitor signed out whose refresh is answered late', async () => {
    const late = deferred<Response>();
    const fake = platform({ refresh: [grant('old'), () => late.promise], own: [] });
    const { session, storage } = await load(fake, true);
    await session.startSession();
    const renewal = session.renew();
    await vi.waitFor(() => expect(fake.count('/v1/auth/refresh')).toBe(2));
    session.signedOut();
    late.resolve(grant('new')());
    await expect(renewal).rejects.toMatchObject({ status: 401 });
    expect(session.currentSession()).toEqual({ state: 'anonymous', lost: false });
    expect(storage.has('ecommerce.signed-in')).toBe(false);
  });

  it('keeps who signed in while an older refresh was refused', async () => {
    const late = deferred<Response>();
    const fake = platform({ refresh: [grant('old'), () => late.promise], own: [] });
    const { session } = await load(fake, true);
    await session.startSession();
    const renewal = session.renew();
    await vi.waitFor(() => expect(fake.count('/v1/auth/refresh')).toBe(2));
    session.signedIn({ accessToken: 'other', expiresIn: 900, sessionId: 'o', user: other } as never);
    late.resolve(refused('REFRESH_TOKEN_INVALID')());
    await expect(renewal).resolves.toBe('other');
    expect(session.owner()).toBe('2');
  });

  it('does not do for the next account what somebody else began', async () => {
    const fake = platform({
      refresh: [grant('old'), () => json({ accessToken: 't', expiresIn: 900, sessionId: 'o', user: other })],
      own: [refused('SESSION_REVOKED'), () => json({ user: other })],
    });
    const { client, session } = await load(fake, true);
    await expect(
      client.unwrap(client.api.PATCH('/v1/users/me', { body: { nickname: 'b' } })),
    ).rejects.toMatchObject({ reason: 'SESSION_LOST' });
    expect(fake.count('/v1/users/me')).toBe(1);
    expect(session.owner()).toBe('2');
  });

  it('works where the browser refuses channels, locks and storage', async () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const fake = platform({ refresh: [], own: [() => json({ user })] });
    const { client, session } = await load(fake, false, {
      navigator: { locks: { request: refuse } },
      BroadcastChannel: refuse,
      localStorage: { getItem: refuse, setItem: refuse, removeItem: refuse },
    });
    await session.startSession();
    session.signedIn({ accessToken: 't', expiresIn: 900, sessionId: 's', user: other } as never);
    await client.unwrap(client.api.GET('/v1/users/me'));
    expect(fake.seen.at(-1)?.headers.get('authorization')).toBe('Bearer t');
  });

  it('reads the catalogue without a token, so that caches may answer', async () => {
    const fake = platform({ refresh: [grant('t')], own: [] });
    const { client, session } = await load(fake, true);
    await session.startSession();
    await client.unwrap(client.api.GET('/v1/products'));
    expect(fake.seen.at(-1)?.headers.has('authorization')).toBe(false);
  });

  it('hands on the reason and the trace of a failure', async () => {
    const fake = platform({ refresh: [], own: [refused('TOKEN_MISSING')] });
    const { client } = await load(fake, false);
    await expect(client.unwrap(client.api.GET('/v1/users/me'))).rejects.toMatchObject({
      status: 401,
      traceId: 'trace-7',
    });
  });
});
