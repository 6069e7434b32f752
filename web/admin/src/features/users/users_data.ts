// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useDecide } from '@/entities/decision/useDecide';

export type User = Schemas['User'];

export const STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const;
export const ROLES = ['CUSTOMER', 'SELLER', 'ADMIN'] as const;

const REASON_LENGTH = 200;

export async function readUsers(query: {
  query: string;
  role: (typeof ROLES)[number] | undefined;
  status: (typeof STATUSES)[number] | undefined;
  pageSize: number;
  pageToken: string;
}) {
  const { role, status, ...rest } = query;
  const page = await unwrap(
    api.GET('/v1/admin/users', {
      params: {
        query: {
          ...rest,
          ...(role && { role: `ROLE_${role}` as const }),
          ...(status && { status: `USER_STATUS_${status}` as const }),
        },
      },
    }),
  );
  return { rows: page.users, nextToken: page.nextPageToken };
}

export function useUser(id: string) {
  return useQuery({
    queryKey: ['users', 'one', id],
    queryFn: async ({ signal }) => {
      const { user } = await unwrap(api.GET('/v1/admin/users/{id}', { params: { path: { id } }, signal }));
      if (!user) throw new Error('a reply without its user');
      return user;
    },
  });
}

export function useUserSecondFactor(userId: string) {
  return useQuery({
    queryKey: ['users', 'second-factor', userId],
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/v1/admin/users/{userId}/second-factor', { params: { path: { userId } }, signal }),
        )
      ).secondFactor,
  });
}

export function useUserDecisions({ id, nickname, email, roles }: User) {
  const { t } = useTranslation('users');
  const decide = useDecide();
  const params = { path: { id } };
  const name = nickname || email || id;
  // The seller's role follows the shop; all others are said anew.
  const others = roles.filter((role) => role !== 'ROLE_SELLER' && role !== 'ROLE_ADMIN');
  const withRoles = (next: Schemas['Role'][]) =>
    unwrap(api.PATCH('/v1/admin/users/{id}', { params, body: { roles: next } }));
  return {
    freeze: () =>
      decide({
        title: t('freezeTitle', { name }),
        text: t('freezeText'),
        action: t('freeze'),
        danger: true,
        reason: { label: t('reason'), maxLength: REASON_LENGTH },
        done: t('frozen', { name }),
        run: (reason) => unwrap(api.POST('/v1/admin/users/{id}:freeze', { params, body: { reason } })),
      }),
    unfreeze: () =>
      decide({
        title: t('unfreezeTitle', { name }),
        text: t('unfreezeText'),
        action: t('unfreeze'),
        done: t('unfrozen', { name }),
        run: () => unwrap(api.POST('/v1/admin/users/{id}:unfreeze', { params })),
      }),
    appoint: () =>
      decide({
        title: t('appointTitle', { name }),
        text: t('appointText'),
        action: t('appoint'),
        danger: true,
        done: t('appointed', { name }),
        run: () => withRoles([...others, 'ROLE_ADMIN']),
      }),
    dismiss: () =>
      decide({
        title: t('dismissTitle', { name }),
        text: t('dismissText'),
        action: t('dismiss'),
        danger: true,
        done: t('dismissed', { name }),
        // An account has one role at least.
        run: () => withRoles(others.length > 0 ? others : ['ROLE_CUSTOMER']),
      }),
    resetSecondFactor: () =>
      decide({
        title: t('resetTitle', { name }),
        text: t('resetText'),
        action: t('reset'),
        danger: true,
        reason: { label: t('reason'), maxLength: REASON_LENGTH },
        done: t('wasReset', { name }),
        run: (reason) =>
          unwrap(
            api.POST('/v1/admin/users/{userId}/second-factor:reset', {
              params: { path: { userId: id } },
              body: { reason },
            }),
          ),
      }),
    remove: () =>
      decide({
        title: t('removeTitle', { name }),
        text: t('removeText'),
        action: t('remove'),
        danger: true,
        done: t('removed', { name }),
        run: () => unwrap(api.DELETE('/v1/admin/users/{id}', { params })),
      }),
  };
}
