// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useDecide } from '@/entities/decision/useDecide';

export type Product = Schemas['Product'];
export type ProductSummary = Schemas['ProductSummary'];

export const STATES = ['IN_REVIEW', 'ON_SALE', 'OFF_SHELF', 'REJECTED', 'DRAFT'] as const;
export type StateName = (typeof STATES)[number];

const REASON_LENGTH = 500;

export async function readProducts(query: {
  state: StateName;
  query: string;
  shopId: string;
  pageSize: number;
  pageToken: string;
}) {
  const { state, shopId, ...rest } = query;
  const page = await unwrap(
    api.GET('/v1/admin/products', {
      params: { query: { ...rest, state: `PRODUCT_STATE_${state}`, ...(shopId !== '' && { shopId }) } },
    }),
  );
  return { rows: page.products, nextToken: page.nextPageToken };
}

export function useProduct(id: string) {
  return useQuery({
    queryKey: ['products', 'one', id],
    queryFn: async ({ signal }) => {
      const { product } = await unwrap(
        api.GET('/v1/admin/products/{id}', { params: { path: { id } }, signal }),
      );
      if (!product) throw new Error('a reply without its product');
      return product;
    },
  });
}

export function useCategoryPath(id: string) {
  return useQuery({
    queryKey: ['products', 'category', id],
    enabled: id !== '0',
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/v1/categories/{id}/path', { params: { path: { id } }, signal }))).categories,
  });
}

// What can be decided about the version that was read.
export function useProductDecisions() {
  const { t } = useTranslation('products');
  const decide = useDecide();
  const audit = (id: string, approve: boolean, reason: string, etag: string) =>
    unwrap(
      api.POST('/v1/products/{id}:audit', { params: { path: { id } }, body: { approve, reason, etag } }),
    );
  return {
    approve: ({ id, name, etag }: Product) =>
      decide({
        title: t('approveTitle', { name }),
        text: t('approveText'),
        action: t('approve'),
        done: t('approved', { name }),
        run: () => audit(id, true, '', etag),
      }),
    reject: ({ id, name, etag }: Product) =>
      decide({
        title: t('rejectTitle', { name }),
        text: t('rejectText'),
        action: t('reject'),
        danger: true,
        reason: { label: t('reason'), maxLength: REASON_LENGTH },
        done: t('rejected', { name }),
        run: (reason) => audit(id, false, reason, etag),
      }),
    takeDown: ({ id, name, etag }: Product) =>
      decide({
        title: t('takeDownTitle', { name }),
        text: t('takeDownText'),
        action: t('takeDown'),
        danger: true,
        reason: { label: t('reason'), maxLength: REASON_LENGTH },
        done: t('takenDown', { name }),
        run: (reason) =>
          unwrap(
            api.POST('/v1/admin/products/{id}:takeDown', {
              params: { path: { id } },
              body: { reason, etag },
            }),
          ),
      }),
  };
}
