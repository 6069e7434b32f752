// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { accessToken } from '@ecommerce/shared/api/session';

// Everybody reads categories, and caches may answer with one that is some seconds old. Whoever has just changed it sees
// it changed: with a token the platform itself answers.
async function unkept() {
  return { cache: 'reload' as const, headers: { authorization: `Bearer ${await accessToken()}` } };
}

export function useCategoryTree() {
  return useQuery({
    queryKey: ['categories', 'tree'],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/v1/categories', { signal, ...(await unkept()) }))).categories,
  });
}

export function useCategory(id: string) {
  return useQuery({
    queryKey: ['categories', 'one', id],
    queryFn: async ({ signal }) => {
      const { category } = await unwrap(
        api.GET('/v1/categories/{id}', { params: { path: { id } }, signal, ...(await unkept()) }),
      );
      if (!category) throw new Error('a reply without its category');
      return category;
    },
  });
}

export interface CategoryValues {
  parentId: string;
  name: string;
  nameEn: string;
  sortOrder: string;
}

// `id` is empty for a new one; the key makes pressing twice one category.
export async function saveCategory(id: string, values: CategoryValues, key: string) {
  const body = {
    parentId: values.parentId,
    name: values.name.trim(),
    nameEn: values.nameEn.trim(),
    sortOrder: Number(values.sortOrder),
  };
  return id === ''
    ? unwrap(api.POST('/v1/categories', { params: { header: { 'Idempotency-Key': key } }, body }))
    : unwrap(api.PATCH('/v1/categories/{id}', { params: { path: { id } }, body }));
}

// `moveTo` is empty where it has no products.
export function deleteCategory(id: string, moveTo: string) {
  const query = moveTo === '' ? {} : { moveProductsTo: moveTo };
  return unwrap(api.DELETE('/v1/categories/{id}', { params: { path: { id }, query } }));
}
