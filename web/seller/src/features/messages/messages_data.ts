// SPDX-License-Identifier: Apache-2.0
// What the platform told the shop.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Page } from '@ecommerce/console/list/useRows';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { WAITING } from '@/entities/todo/todo_data';

export type Message = Schemas['Notification'];

export const MESSAGES = ['messages'];
const BOX = 'BOX_SHOP' as const;

export const kinds = ['TRANSACTION', 'PARCELS', 'PROMOTION', 'SERVICE'] as const;

export async function readMessages(query: {
  kind: string;
  pageSize: number;
  pageToken: string;
}): Promise<Page<Message>> {
  const { kind: name, ...rest } = query;
  const kind = kinds.find((each) => each === name);
  const page = await unwrap(
    api.GET('/v1/notifications', {
      params: { query: { box: BOX, ...rest, ...(kind && { kind: `NOTIFICATION_KIND_${kind}` as const }) } },
    }),
  );
  return { rows: page.notifications, nextToken: page.nextPageToken };
}

function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: MESSAGES }),
        client.invalidateQueries({ queryKey: WAITING }),
      ]),
  });
}

// Those of the ids.
export function useMarkRead() {
  return useChange((ids: string[]) =>
    unwrap(api.POST('/v1/notifications:markRead', { body: { box: BOX, ids } })),
  );
}

// All up to the newest that was seen: what comes meanwhile stays unread.
export function useMarkAllRead() {
  return useChange((upToId: string) =>
    unwrap(api.POST('/v1/notifications:markRead', { body: { box: BOX, upToId } })),
  );
}

// Where what a message is about can be seen.
export function placeOf({ subjectType, subject }: Message): string | undefined {
  switch (subjectType) {
    case 'SUBJECT_TYPE_ORDER':
      return `/orders/${subject}`;
    case 'SUBJECT_TYPE_PRODUCT':
      return `/products/${subject}`;
    case 'SUBJECT_TYPE_SHOP':
      return '/shop';
    default:
      return undefined;
  }
}
