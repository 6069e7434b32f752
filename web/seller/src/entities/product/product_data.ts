// SPDX-License-Identifier: Apache-2.0
// The shop's products: lists, one of them, and what is done with them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Page } from '@ecommerce/console/list/useRows';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { ApiError } from '@ecommerce/shared/api/problem';
import { WAITING } from '@/entities/todo/todo_data';
import { apiState, type Deed, type Product, type ProductSummary } from './product';

export const PRODUCTS = ['products'];
const MINUTE = 60_000;

export async function readProducts(query: {
  state: string;
  query: string;
  pageSize: number;
  pageToken: string;
}): Promise<Page<ProductSummary>> {
  const { state: name, ...rest } = query;
  const state = apiState(name);
  const page = await unwrap(
    api.GET('/v1/shop/products', { params: { query: { ...rest, ...(state && { state }) } } }),
  );
  return { rows: page.products, nextToken: page.nextPageToken };
}

export function present(product: Product | undefined): Product {
  if (!product) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
  return product;
}

export async function readProduct(id: string): Promise<Product> {
  return present((await unwrap(api.GET('/v1/shop/products/{id}', { params: { path: { id } } }))).product);
}

export const oneProduct = (id: string) => [...PRODUCTS, 'one', id];

export function useProduct(id: string) {
  return useQuery({ queryKey: oneProduct(id), queryFn: () => readProduct(id), enabled: id !== '' });
}

// Everything that shows products is read again.
export function useProductsChanged() {
  const client = useQueryClient();
  return async (product?: Product) => {
    if (product) client.setQueryData(oneProduct(product.id), product);
    await Promise.all([
      client.invalidateQueries({ queryKey: [...PRODUCTS, 'list'] }),
      client.invalidateQueries({ queryKey: WAITING }),
    ]);
  };
}

const deeds: Record<Deed, (id: string) => Promise<{ product?: Product }>> = {
  submit: (id) =>
    unwrap(api.POST('/v1/products/{id}:submit', { params: { path: { id } }, body: {} as never })),
  takeOffShelf: (id) =>
    unwrap(api.POST('/v1/products/{id}:takeOffShelf', { params: { path: { id } }, body: {} as never })),
  putOnShelf: (id) =>
    unwrap(api.POST('/v1/products/{id}:putOnShelf', { params: { path: { id } }, body: {} as never })),
  delete: async (id) => {
    await unwrap(api.DELETE('/v1/products/{id}', { params: { path: { id } } }));
    return {};
  },
};

export function useDeed() {
  const changed = useProductsChanged();
  return useMutation({
    mutationFn: ({ deed, id }: { deed: Deed; id: string }) => deeds[deed](id),
    onSuccess: ({ product }) => changed(product),
  });
}

export type Category = Schemas['Category'];

export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/categories', { signal }))).categories,
    staleTime: 10 * MINUTE,
  });
}

// The categories that products can be in, each with the way to it.
export function leavesOf(tree: readonly Category[], above: readonly Category[] = []): Category[][] {
  return tree.flatMap((category) => {
    const path = [...above, category];
    return category.children.length === 0 ? [path] : leavesOf(category.children, path);
  });
}
