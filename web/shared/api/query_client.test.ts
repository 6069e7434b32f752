// SPDX-License-Identifier: Apache-2.0
import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { createQueryClient } from './query_client';

test('an action fails at once where the browser thinks that it is offline, and is not done later', async () => {
  const queryClient = createQueryClient();
  onlineManager.setOnline(false);
  const action = vi.fn(() => Promise.reject(new Error('nobody answers')));
  await expect(new MutationObserver(queryClient, { mutationFn: action }).mutate()).rejects.toThrow();
  onlineManager.setOnline(true);
  await queryClient.resumePausedMutations();
  expect(action).toHaveBeenCalledTimes(1);
});
