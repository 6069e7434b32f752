// SPDX-License-Identifier: Apache-2.0
// The one way to the API. Replies are typed by the API's own description; failures are ApiError.
import createClient from 'openapi-fetch';
import { learnTime } from './clock';
import { ApiError, errorOf, OFFLINE } from './problem';
import type { components, paths } from './schema';
import { accessToken, inTurn, owner, renewFor } from './session';

export type Schemas = components['schemas'];

// Reads that are the same for everybody: without a token the platform answers them from its cache, and they
// need not wait for the session.
const PUBLIC =
  /^\/v1\/(products|categories|shops|brands|regions|freight:estimate|payment-methods)(?=[/?:]|$)/;

// Calls that know guests: the cart, and the login that takes it along.
const GUESTS = /^\/v1\/(cart(?=[/:]|$)|auth\/login$)/;

// These set or take the session's cookie, as a refresh does: its late reply must not undo theirs.
const SESSION = /^\/v1\/auth\/(login|logout)$/;

export async function send(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (request.method === 'GET' && PUBLIC.test(url.pathname)) return attempt(request);
  const spare = request.clone();
  const token = url.pathname === '/v1/auth/login' ? '' : await accessToken();
  const caller = owner();
  const call = () => attempt(identified(request, token));
  const response = await (SESSION.test(url.pathname) ? inTurn(call) : call());
  if (response.status !== 401 || token === '') return response;
  // Ended elsewhere, or too old after all: a refresh tells.
  const fresh = await renewFor(caller, token);
  return attempt(identified(spare, fresh));
}

function identified(request: Request, token: string): Request {
  request.headers.set('x-requested-with', 'fetch');
  if (token !== '') request.headers.set('authorization', `Bearer ${token}`);
  // A guest's cart is named by a cookie that scripts cannot read; this asks for it.
  if (GUESTS.test(new URL(request.url).pathname)) request.headers.set('x-guest-token', 'cookie');
  return request;
}

async function attempt(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (request.headers.has('authorization')) learnTime(response.headers.get('date'));
    return response;
  } catch (failure) {
    if (request.signal.aborted) throw failure;
    throw new ApiError({ status: 0, reason: OFFLINE });
  }
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: send });

// The data of a call, or its ApiError thrown.
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw errorOf(response, error);
  return data;
}
