// SPDX-License-Identifier: Apache-2.0
// What the platform told the account: the list by kind, what waits to be read, and marking and deleting it.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useSession } from '@ecommerce/shared/api/session';
import { toast } from '@ecommerce/shared/ui/Toast';
import { kindOf, unreadOf, type KindTab, type Notification } from './notification';

export const NOTIFICATIONS = ['notifications'];
export const LISTS = [...NOTIFICATIONS, 'list'];
export const UNREAD = [...NOTIFICATIONS, 'unread'];
const PAGE_SIZE = 20;
const LOOK_EVERY = 60_000;
const LOOK_BESIDE_STREAM_EVERY = 300_000;

// Whether a stream tells what changes (app/live.ts).
export const live = { until: 0 };

export function useNotifications(tab: KindTab) {
  return useInfiniteQuery({
    queryKey: [...LISTS, tab],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const kind = kindOf(tab);
      const query = { pageSize: PAGE_SIZE, pageToken: pageParam, ...(kind && { kind }) };
      return unwrap(api.GET('/v1/notifications', { params: { query }, signal }));
    },
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
    staleTime: 0,
    meta: { own: true },
  });
}

// How many wait to be read, of each tab; looked for again once a minute while the page is seen and no stream tells.
export function useUnread() {
  const session = useSession();
  return useQuery({
    queryKey: UNREAD,
    enabled: session.state === 'signed-in',
    queryFn: ({ signal }) => unwrap(api.GET('/v1/notifications:countUnread', { signal })),
    select: ({ counts }) => unreadOf(counts),
    refetchInterval: () => (Date.now() < live.until ? LOOK_BESIDE_STREAM_EVERY : LOOK_EVERY),
    meta: { own: true },
  });
}

function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onError: (error) => toast.error(error),
    onSettled: () => client.invalidateQueries({ queryKey: NOTIFICATIONS }),
  });
}

const SETTINGS = ['notification settings'];

export function useSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => unwrap(api.GET('/v1/notifications/settings', { signal })),
    meta: { own: true },
  });
}

function useSetting<Input>(set: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: set,
    onError: (error) => toast.error(error),
    onSettled: () => client.invalidateQueries({ queryKey: SETTINGS }),
  });
}

export function useChooseChannels() {
  return useSetting((body: Schemas['ChooseChannelsRequest']) =>
    unwrap(api.PUT('/v1/notifications/settings/channels', { body })),
  );
}

// Without hours mails come at any time.
export function useSetQuietHours() {
  return useSetting((quietHours?: Schemas['QuietHours']) =>
    unwrap(api.PUT('/v1/notifications/settings/quiet-hours', { body: quietHours ? { quietHours } : {} })),
  );
}

export function useMarkRead() {
  return useChange((body: Schemas['MarkNotificationsReadRequest']) =>
    unwrap(api.POST('/v1/notifications:markRead', { body })),
  );
}

export function useDeleteNotification() {
  return useChange(({ id }: Notification) =>
    unwrap(api.DELETE('/v1/notifications/{id}', { params: { path: { id } } })),
  );
}
