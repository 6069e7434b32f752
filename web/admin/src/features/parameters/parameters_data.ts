// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useDecide } from '@/entities/decision/useDecide';
import type { Parameter } from './parameter_value';

export type Change = Schemas['ParameterChange'];

export const REASON_LENGTH = 200;
// What is set is in force everywhere within seconds; what a page shows follows.
const LOOK_EVERY = 5_000;

export function useParameters() {
  return useQuery({
    queryKey: ['parameters', 'list'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/parameters', { signal }))).parameters,
    refetchInterval: LOOK_EVERY,
  });
}

export function parameterOf({ parameter }: { parameter?: Parameter }): Parameter {
  if (!parameter) throw new Error('a reply without its parameter');
  return parameter;
}

export async function readParameter(name: string): Promise<Parameter> {
  return parameterOf(await unwrap(api.GET('/v1/admin/parameters/{name}', { params: { path: { name } } })));
}

export function useParameter(name: string) {
  return useQuery({
    queryKey: ['parameters', 'one', name],
    queryFn: () => readParameter(name),
    refetchInterval: LOOK_EVERY,
  });
}

export async function readChanges(query: { name: string; pageSize: number; pageToken: string }) {
  const page = await unwrap(api.GET('/v1/admin/parameter-changes', { params: { query } }));
  return { rows: page.changes, nextToken: page.nextPageToken };
}

export function useParameterDecisions({ name, value, etag }: Parameter) {
  const { t } = useTranslation('parameters');
  const decide = useDecide();
  const params = { path: { name } };
  const why = { label: t('reason'), maxLength: REASON_LENGTH };
  return {
    reset: () =>
      decide({
        title: t('resetTitle', { name }),
        text: t('resetText', { value }),
        action: t('reset'),
        reason: why,
        done: t('wasReset', { name }),
        run: (reason) =>
          unwrap(api.POST('/v1/admin/parameters/{name}:reset', { params, body: { reason, etag } })),
      }),
    restore: (change: Change) =>
      decide({
        title: t('restoreTitle', { name, version: change.version }),
        text: t('restoreText', { value: change.value ?? t('configured') }),
        action: t('restore'),
        reason: why,
        done: t('restored', { name, version: change.version }),
        run: (reason) =>
          unwrap(
            api.POST('/v1/admin/parameters/{name}:restore', {
              params,
              body: { version: change.version, reason, etag },
            }),
          ),
      }),
  };
}
