// SPDX-License-Identifier: Apache-2.0
// The one way to the API. Replies are typed by the API's own description; failures are ApiError.
import createClient from 'openapi-fetch';
import { access } from 'virtual:access';
import { learnTime } from './clock';
import { ApiError, errorOf, OFFLINE } from './problem';
import type { components, paths } from './schema';
import { accessToken, inTurn, owner, renewFor } from './session';

export type Schemas = components['schemas'];

// Both steps of it.
const LOGIN = 'POST /v1/auth/login';
// These set or take the session's cookie, as a refresh does: its late reply must not undo theirs.
const OF_THE_SESSION = /^POST .v1.auth.log(in|out)/;

// `operation` is what the API's description calls it: `GET /v1/products/{id}`.
async function send(request: Request, operation: string): Promise<Response> {
  const answers = access[operation];
  // Without a token the platform answers from its cache, and the call need not wait for the session.
  if (answers === 'everybody') return attempt(request);
  // A guest is named by a cookie that scripts cannot read; this asks for it.
  if (answers === 'visitor') request.headers.set('x-guest-token', 'cookie');
  const spare = request.clone();
  const token = operation.startsWith(LOGIN) ? '' : await accessToken();
  const caller = owner();
  const call = () => attempt(identified(request, token));
  const response = await (OF_THE_SESSION.test(operation) ? inTurn(call) : call());
  if (response.status !== 401 || token === '') return response;
  // Ended elsewhere, or too old after all: a refresh tells.
  const fresh = await renewFor(caller, token);
  return attempt(identified(spare, fresh));
}

function identified(request: Request, token: string): Request {
  request.headers.set('x-requested-with', 'fetch');
  if (token !== '') request.headers.set('authorization', `Bearer ${token}`);
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

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '' });
api.use({
  onRequest: ({ request, schemaPath }) => send(request, `${request.method} ${schemaPath}`),
});

// The data of a call, or its ApiError thrown.
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw errorOf(response, error);
  return data;
}
