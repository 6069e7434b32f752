// SPDX-License-Identifier: Apache-2.0
// The shop's freight templates.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { ApiError } from '@ecommerce/shared/api/problem';

export type FreightTemplate = Schemas['FreightTemplate'];

const TEMPLATES = ['freight templates'];

export function useTemplates() {
  return useQuery({
    queryKey: TEMPLATES,
    queryFn: async ({ signal }) => {
      const { freightTemplates, most } = await unwrap(api.GET('/v1/shop/freight-templates', { signal }));
      return { templates: freightTemplates, most };
    },
  });
}

export function present(template: FreightTemplate | undefined): FreightTemplate {
  if (!template) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
  return template;
}

export async function readTemplate(id: string): Promise<FreightTemplate> {
  const reply = await unwrap(api.GET('/v1/shop/freight-templates/{id}', { params: { path: { id } } }));
  return present(reply.freightTemplate);
}

const oneTemplate = (id: string) => [...TEMPLATES, id];

export function useTemplate(id: string) {
  return useQuery({ queryKey: oneTemplate(id), queryFn: () => readTemplate(id), enabled: id !== '' });
}

// The list is read again, and what was written is known.
export function useTemplatesChanged() {
  const client = useQueryClient();
  return async (template?: FreightTemplate) => {
    if (template) client.setQueryData(oneTemplate(template.id), template);
    await client.invalidateQueries({ queryKey: TEMPLATES, exact: true });
  };
}

export async function deleteTemplate(id: string): Promise<void> {
  await unwrap(api.DELETE('/v1/shop/freight-templates/{id}', { params: { path: { id } } }));
}
