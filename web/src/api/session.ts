// SPDX-License-Identifier: Apache-2.0
// Who is signed in. The access token lives in memory alone; the refresh token is an HttpOnly cookie that scripts
// never see. Storage keeps one mark, `signed-in`, so that visitors without an account cost no refresh.
import { useSyncExternalStore } from 'react';
import type { components } from './schema';
import { ApiError, OFFLINE, readError } from './problem';

export type User = components['schemas']['User'];
type Grant = components['schemas']['RefreshResponse'];

export type Session =
  | { state: 'starting' }
  | { state: 'anonymous'; lost: boolean } // lost: it ended without the visitor asking for it
  | { state: 'signed-in'; user: User; id: string };

const MARK = 'ecommerce.signed-in';
// Refreshed this long before it runs out, so that no call meets an old token.
const MARGIN_MS = 60_000;

let session: Session = { state: 'starting' };
let token = '';
let tokenEnds = 0;
let refreshing: Promise<string> | undefined;
const listeners = new Set<() => void>();
const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('ecommerce.session');

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

export function useSession(): Session {
  return useSyncExternalStore(onSessionChange, currentSession);
}

// Called with the reply to a login.
export function signedIn(grant: Grant) {
  accept(grant);
  channel?.postMessage('signed-in');
}

export function updateUser(user: User) {
  if (session.state === 'signed-in') become({ ...session, user });
}

export function signedOut(lost = false) {
  forget(lost);
  channel?.postMessage('signed-out');
}

// The access token for a call; empty for anonymous visitors. Waits while the session starts or is renewed.
export async function accessToken(): Promise<string> {
  if (session.state === 'starting') await startSession();
  if (session.state !== 'signed-in') {
    // The mark is still there when the first refresh met a passing failure.
    return localStorage.getItem(MARK) === null ? '' : renew();
  }
  return Date.now() < tokenEnds - MARGIN_MS ? token : renew();
}

let starting: Promise<void> | undefined;
export function startSession(): Promise<void> {
  starting ??= start();
  return starting;
}

async function start() {
  channel?.addEventListener('message', (event) => {
    if (event.data === 'signed-out') forget(false);
    else if (session.state !== 'signed-in') void renew().catch(() => undefined);
  });
  if (localStorage.getItem(MARK) === null) {
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
  if (response.ok) return accept((await response.json()) as Grant);
  const error = await readError(response);
  if (error.status === 401 || error.status === 403) forget(true);
  throw error;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request('ecommerce.refresh', work) as Promise<T>) : work();
}

function accept(grant: Grant): string {
  token = grant.accessToken;
  tokenEnds = Date.now() + grant.expiresIn * 1000;
  localStorage.setItem(MARK, '1');
  if (!grant.user) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
  become({ state: 'signed-in', user: grant.user, id: grant.sessionId });
  return token;
}

function forget(lost: boolean) {
  token = '';
  tokenEnds = 0;
  localStorage.removeItem(MARK);
  become({ state: 'anonymous', lost });
}
