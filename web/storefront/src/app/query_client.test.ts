// SPDX-License-Identifier: Apache-2.0
import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const grantFor = (id: string) =>
  ({ accessToken: 't', expiresIn: 900, sessionId: 's', user: { id } }) as never;

async function load() {
  vi.resetModules();
  return { ...(await import('./query_client')), ...(await import('@ecommerce/shared/api/session')) };
}

beforeEach(() => vi.stubGlobal('BroadcastChannel', undefined));
afterEach(() => vi.unstubAllGlobals());

test('what one account saw is gone for the next, and the cart in sight is read anew', async () => {
  const { queryClient, signedIn, signedOut } = await load();
  signedIn(grantFor('1'));
  let lines = 3;
  const count = new QueryObserver(queryClient, {
    queryKey: ['cart', 'count'],
    queryFn: () => lines,
    meta: { own: true },
  });
  const stop = count.subscribe(() => undefined);
  queryClient.setQueryData(['orders'], 'theirs');
  queryClient
    .getQueryCache()
    .find({ queryKey: ['orders'] })
    ?.setOptions({ queryKey: ['orders'], meta: { own: true } });
  queryClient.setQueryData(['categories'], "everybody's");
  await vi.waitFor(() => expect(count.getCurrentResult().data).toBe(3));
  lines = 0;
  signedOut();
  expect(count.getCurrentResult().data).toBeUndefined();
  await vi.waitFor(() => expect(count.getCurrentResult().data).toBe(0));
  expect(queryClient.getQueryData(['orders'])).toBeUndefined();
  expect(queryClient.getQueryData(['categories'])).toBe("everybody's");
  stop();
});
