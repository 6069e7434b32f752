// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';

export function useCategoryTree() {
  return useQuery({
    queryKey: ['categories', 'tree'],
    queryFn: async ({ signal }) =>
      // Caches on the way may hold one that is some seconds old: whoever has just changed it sees it changed.
      (await unwrap(api.GET('/v1/categories', { signal, cache: 'reload' }))).categories,
  });
}

export function useCategory(id: string) {
  return useQuery({
    queryKey: ['categories', 'one', id],
    queryFn: async ({ signal }) => {
      const { category } = await unwrap(
        api.GET('/v1/categories/{id}', { params: { path: { id } }, signal, cache: 'reload' }),
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
