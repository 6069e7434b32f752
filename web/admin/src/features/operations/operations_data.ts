// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useDecide } from '@/entities/decision/useDecide';

export type DeadLetter = Schemas['DeadLetter'];
export type DeadMail = Schemas['DeadMail'];
export type Instance = Schemas['Instance'];

// Those that publish events.
export const SERVICES = [
  'auth',
  'cart',
  'category',
  'notification',
  'order',
  'payment',
  'product',
  'review',
  'search',
  'user',
] as const;

const LOOK_EVERY = 10_000;

export function useInstances() {
  return useQuery({
    queryKey: ['instances'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/instances', { signal }))).instances,
    refetchInterval: LOOK_EVERY,
  });
}

export async function readDeadMails(query: { pageSize: number; pageToken: string }) {
  const page = await unwrap(api.GET('/v1/admin/dead-mails', { params: { query } }));
  return { rows: page.mails, nextToken: page.nextPageToken };
}

export async function readDeadLetters(
  service: (typeof SERVICES)[number],
  query: { pageSize: number; pageToken: string },
) {
  const page = await unwrap(
    api.GET('/v1/admin/events/{service}/dead-letters', { params: { path: { service }, query } }),
  );
  return { rows: page.deadLetters, nextToken: page.nextPageToken };
}

export function useReplayMail() {
  const { t } = useTranslation('operations');
  const decide = useDecide();
  return ({ id, subject }: DeadMail) =>
    decide({
      title: t('replayMailTitle', { subject }),
      text: t('replayMailText'),
      action: t('replay'),
      done: t('mailReplayed'),
      run: () => unwrap(api.POST('/v1/admin/dead-mails/{id}:replay', { params: { path: { id } } })),
    });
}

export function useReplayLetter(service: (typeof SERVICES)[number]) {
  const { t } = useTranslation('operations');
  const decide = useDecide();
  return ({ id, type, subscriber }: DeadLetter) =>
    decide({
      title: t('replayLetterTitle', { type }),
      text: t('replayLetterText', { subscriber }),
      action: t('replay'),
      done: t('letterReplayed'),
      run: () =>
        unwrap(
          api.POST('/v1/admin/events/{service}/dead-letters/{id}:replay', {
            params: { path: { service, id } },
          }),
        ),
    });
}
