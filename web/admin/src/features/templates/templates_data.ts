// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useDecide } from '@/entities/decision/useDecide';
import { same, type Template, type TemplateKey } from './template_text';

export type TemplateVersion = Schemas['TemplateVersion'];
export type Preview = Schemas['PreviewTemplateResponse'];

export const TITLE_LENGTH = 200;
export const BODY_LENGTH = 2000;

async function readTemplates(signal?: AbortSignal): Promise<Template[]> {
  const options = signal ? { signal } : {};
  return (await unwrap(api.GET('/v1/admin/templates', options))).templates;
}

export function useTemplates() {
  return useQuery({ queryKey: ['templates', 'list'], queryFn: ({ signal }) => readTemplates(signal) });
}

export async function readTemplate(key: TemplateKey): Promise<Template> {
  const found = (await readTemplates()).find((template) => template.key && same(template.key, key));
  if (!found) throw new Error('there is no such template');
  return found;
}

export async function readVersions(key: TemplateKey, paging: { pageSize: number; pageToken: string }) {
  const query = {
    'key.type': key.type,
    'key.channel': key.channel,
    'key.language': key.language,
    ...paging,
  };
  const page = await unwrap(api.GET('/v1/admin/templates:versions', { params: { query } }));
  return { rows: page.versions, nextToken: page.nextPageToken };
}

export interface TemplateWords {
  title: string;
  body: string;
}

export function previewTemplate(key: TemplateKey, words: TemplateWords): Promise<Preview> {
  return unwrap(api.POST('/v1/admin/templates:preview', { body: { key, ...words } }));
}

export function saveTemplate(key: TemplateKey, version: number, words: TemplateWords) {
  return unwrap(api.POST('/v1/admin/templates:save', { body: { key, version, ...words } }));
}

export function useTemplateDecisions(key: TemplateKey, version: number) {
  const { t } = useTranslation('templates');
  const decide = useDecide();
  // 0: the program's own words.
  const restore = (toVersion: number) =>
    unwrap(api.POST('/v1/admin/templates:restore', { body: { key, version, toVersion } }));
  return {
    restore: ({ version: earlier, title, body }: TemplateVersion) =>
      decide({
        title: t('restoreTitle', { version: earlier }),
        text: title === '' ? t('builtInText') : `${title} — ${body}`,
        action: t('restore'),
        done: t('restored', { version: earlier }),
        run: () => restore(earlier),
      }),
    reset: () =>
      decide({
        title: t('resetTitle'),
        text: t('builtInText'),
        action: t('reset'),
        done: t('wasReset'),
        run: () => restore(0),
      }),
    sendTest: () =>
      decide({
        title: t('testTitle'),
        text: t('testText'),
        action: t('test'),
        done: t('tested'),
        run: () => unwrap(api.POST('/v1/admin/templates:sendTestMail', { body: { type: key.type } })),
      }),
  };
}
