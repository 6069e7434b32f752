// SPDX-License-Identifier: Apache-2.0
// The languages. Each is one chunk that only its readers load; the choice is kept in storage.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { keep, kept } from '@/api/storage';
import type { messages } from './zh-CN';

export const languages = { 'zh-CN': '中文', en: 'English' } as const;
export type Language = keyof typeof languages;
export type Messages = typeof messages;

const KEY = 'ecommerce.language';
const load: Record<Language, () => Promise<{ messages: unknown }>> = {
  'zh-CN': () => import('./zh-CN'),
  en: () => import('./en'),
};

export function preferredLanguage(): Language {
  const chosen = kept(KEY);
  if (chosen !== null && Object.hasOwn(languages, chosen)) return chosen as Language;
  return navigator.languages.some((language) => language.startsWith('zh')) ? 'zh-CN' : 'en';
}

export async function startLanguages(): Promise<void> {
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: await resourcesOf(language) },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'common')) {
    for (const [namespace, texts] of Object.entries(await resourcesOf(language))) {
      i18next.addResourceBundle(language, namespace, texts);
    }
  }
  keep(KEY, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

async function resourcesOf(language: Language) {
  return (await load[language]()).messages as Record<string, Record<string, unknown>>;
}
