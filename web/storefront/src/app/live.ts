// SPDX-License-Identifier: Apache-2.0
// What the platform tells open pages as it happens. Of all tabs of a browser one holds the stream, and tells the others;
// when it closes another takes over. Without locks or streams pages look for themselves, as before.
import type { QueryClient } from '@tanstack/react-query';
import { openChannel } from '@ecommerce/shared/api/channel';
import { api, type Schemas } from '@ecommerce/shared/api/client';
import { follow } from '@ecommerce/shared/api/follow';
import { owner } from '@ecommerce/shared/api/session';
import { asEvents, watch } from '@ecommerce/shared/api/watch';
import { live, LISTS, NOTIFICATIONS, UNREAD } from '@/entities/notification/notifications_data';
import { ORDERS } from '@/entities/order/orders_data';

export type News = Schemas['WatchNotificationsResponse'];

// The platform says something every two minutes.
const SILENT_MS = 180_000;

// Puts news into what pages show.
export function apply(client: QueryClient, { reload, boxes, orderNos }: News) {
  const box = boxes.find((each) => each.box === 'BOX_ACCOUNT');
  if (reload) {
    void client.invalidateQueries({ queryKey: NOTIFICATIONS });
    void client.invalidateQueries({ queryKey: ORDERS });
  } else if (box) {
    const before = client.getQueryData<{ counts: unknown }>(UNREAD);
    client.setQueryData(UNREAD, { counts: box.counts });
    // The first event and the one now and then change nothing.
    const changed = before !== undefined && JSON.stringify(before.counts) !== JSON.stringify(box.counts);
    if (changed || box.notifications.length > 0) void client.invalidateQueries({ queryKey: LISTS });
  }
  if (orderNos.length > 0) void client.invalidateQueries({ queryKey: ORDERS });
}

// Until the signal. Belongs to one account.
export function listen(client: QueryClient, signal: AbortSignal) {
  const account = owner();
  const channel = openChannel('live');
  let lastEventId = '';
  const take = (news: News) => {
    lastEventId = news.eventId;
    live.until = Date.now() + SILENT_MS;
    apply(client, news);
  };
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<{ account: string; news: News }>) => {
      if (data.account === account) take(data.news);
    };
  }
  signal.addEventListener('abort', () => {
    live.until = 0;
    channel?.close();
  });
  const hold = () =>
    follow(
      {
        connect: async (heard, stop) => {
          const query = { lastEventId };
          const call = api.GET('/v1/notifications:watch', { ...asEvents, params: { query }, signal: stop });
          try {
            await watch(call, (data) => {
              const news = data as News;
              // What ends a stream is a problem.
              if (!news.eventId) throw new Error('the stream has ended');
              heard();
              take(news);
              channel?.postMessage({ account, news });
            });
          } finally {
            // Until it is back the page looks for itself.
            live.until = 0;
          }
        },
        goesOn: () => owner() === account,
        lastLook: () => undefined,
        tries: Infinity,
      },
      signal,
    );
  // Refused where storage is blocked, and given up with the signal.
  void navigator.locks?.request('ecommerce.live', { signal }, hold).catch(() => undefined);
}
