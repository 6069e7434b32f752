// SPDX-License-Identifier: Apache-2.0
// Who is signed in. The access token lives in memory alone; the refresh token is an HttpOnly cookie that scripts
// never see. Storage keeps one mark, `signed-in`, so that visitors without an account cost no refresh.
import { useSyncExternalStore } from 'react';
import { openChannel } from './channel';
import { ApiError, OFFLINE, readError } from './problem';
import type { components } from './schema';
import { drop, keep, kept } from './storage';

export type User = components['schemas']['User'];
type Grant = components['schemas']['RefreshResponse'];

export type Session =
  | { state: 'starting' }
  | { state: 'anonymous'; lost: boolean } // lost: it ended without the visitor asking for it
  // withheld: roles that the session does without until a second factor is on.
  | { state: 'signed-in'; user: User; id: string; withheld: readonly User['roles'][number][] };

const MARK = 'ecommerce.signed-in';
// Refreshed this long before it runs out, so that no call meets an old token.
const MARGIN_MS = 60_000;

let session: Session = { state: 'starting' };
let token = '';
let tokenEnds = 0;
let refreshing: Promise<string> | undefined;
// Counts sign-ins and sign-outs: the reply to a refresh that one of them overtook says nothing about now.
let changes = 0;
const listeners = new Set<() => void>();
// Tells other tabs the id of who signed in, or nothing of who signed out.
const channel = openChannel('session');

function become(next: Session) {
  session = next;
  for (const listener of listeners) listener();
}

export function currentSession(): Session {
  return session;
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// The id of who is signed in; empty for nobody.
export function owner(): string {
  return session.state === 'signed-in' ? session.user.id : '';
}

export function useSession(): Session {
  return useSyncExternalStore(onSessionChange, currentSession);
}

// Called with the reply to a login.
export function signedIn(grant: Grant) {
  changes += 1;
  accept(grant);
  channel?.postMessage(owner());
}

export function updateUser(user: User) {
  if (session.state === 'signed-in') become({ ...session, user });
}

export function signedOut(lost = false) {
  forget(lost);
  channel?.postMessage('');
}

// The access token for a call; empty for anonymous visitors. Waits while the session starts or is renewed.
export async function accessToken(): Promise<string> {
  if (session.state === 'starting') await startSession();
  if (session.state !== 'signed-in') {
    // The mark is still there when the first refresh met a passing failure.
    return kept(MARK) === null ? '' : renew();
  }
  return Date.now() < tokenEnds - MARGIN_MS ? token : renewFor(owner());
}

// The token for a call that somebody made and that has to be renewed, unless it was since `refused` was. Another
// account may have signed in from another tab meanwhile: what was pressed here is not theirs to do.
export async function renewFor(caller: string, refused?: string): Promise<string> {
  const fresh = refused !== undefined && token !== '' && token !== refused ? token : await renew();
  if (owner() !== caller) throw new ApiError({ status: 401, reason: 'SESSION_LOST' });
  return fresh;
}

let starting: Promise<void> | undefined;
export function startSession(): Promise<void> {
  starting ??= start();
  return starting;
}

async function start() {
  channel?.addEventListener('message', (event) => {
    if (event.data === '') forget(false);
    else if (event.data !== owner()) void renew().catch(() => undefined);
  });
  // A page that browsers bring back as it was left has not heard what other tabs said.
  globalThis.addEventListener?.('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (kept(MARK) === null) {
      if (session.state === 'signed-in') forget(false);
    } else if (session.state === 'anonymous') void renew().catch(() => undefined);
  });
  if (kept(MARK) === null) {
    become({ state: 'anonymous', lost: false });
    return;
  }
  await renew().catch(() => {
    if (session.state === 'starting') become({ state: 'anonymous', lost: false });
  });
}

// Trades the cookie for new tokens. A refresh token works once, so tabs take turns, and the request outlives a
// page that is left meanwhile: a reply that never reached the cookie would end the session at the next refresh.
export function renew(): Promise<string> {
  refreshing ??= inTurn(refresh).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function refresh(): Promise<string> {
  const before = changes;
  let response: Response;
  try {
    response = await fetch('/v1/auth/refresh', {
      method: 'POST',
      keepalive: true,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'fetch' },
      body: '{}',
    });
  } catch {
    throw new ApiError({ status: 0, reason: OFFLINE });
  }
  const grant = response.ok ? ((await response.json()) as Grant) : undefined;
  const error = grant ? undefined : await readError(response);
  if (before !== changes) {
    if (token !== '') return token;
    throw new ApiError({ status: 401, reason: 'SESSION_LOST' });
  }
  if (grant) return accept(grant);
  if (error?.status === 401 || error?.status === 403) forget(true);
  throw error;
}

// For what changes the cookie: one at a time in all tabs. Browsers have no locks for pages without TLS, and some refuse
// them where storage is blocked.
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work();
  let began = false;
  try {
    return await navigator.locks.request('ecommerce.refresh', () => {
      began = true;
      return work();
    });
  } catch (failure) {
    if (began) throw failure;
    return work();
  }
}

function accept(grant: Grant): string {
  token = grant.accessToken;
  tokenEnds = Date.now() + grant.expiresIn * 1000;
  keep(MARK, '1');
  if (!grant.user) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
  become({ state: 'signed-in', user: grant.user, id: grant.sessionId, withheld: grant.withheldRoles });
  return token;
}

function forget(lost: boolean) {
  changes += 1;
  token = '';
  tokenEnds = 0;
  drop(MARK);
  become({ state: 'anonymous', lost });
}
