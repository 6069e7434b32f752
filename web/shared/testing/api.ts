// SPDX-License-Identifier: Apache-2.0
// What tests do past the pages.
import { randomBytes } from 'node:crypto';

export const DEMO_PASSWORD = 'demo-pass-2026';

export interface Account {
  email: string;
  password: string;
  token: string;
}

type Json = Record<string, unknown>;

// Calls the API; a reply of 400 or more throws.
export async function call<T = Json>(
  url: string,
  method: string,
  path: string,
  body?: Json,
  token = '',
): Promise<T> {
  const reply = await fetch(url + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && { 'idempotency-key': randomBytes(12).toString('hex') }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

export async function login(url: string, email: string, password = DEMO_PASSWORD): Promise<Account> {
  const { accessToken } = await call<{ accessToken: string }>(url, 'POST', '/v1/auth/login', {
    account: email,
    password,
  });
  return { email, password, token: accessToken };
}
