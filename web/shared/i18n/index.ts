// SPDX-License-Identifier: Apache-2.0
// The languages. Each is one chunk that only its readers load; the choice is kept in storage.
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { keep, kept } from '../api/storage';
import type { messages } from './zh-CN';

export const languages = { 'zh-CN': '中文', en: 'English' } as const;
export type Language = keyof typeof languages;
// The texts of what all apps share; an app's own stand beside them.
export type Messages = typeof messages;

// The chunks of an app's texts, with the shared ones in them.
export type Loaders = Record<Language, () => Promise<{ messages: Messages }>>;

const KEY = 'ecommerce.language';

export function preferredLanguage(): Language {
  const chosen = kept(KEY);
  if (chosen !== null && Object.hasOwn(languages, chosen)) return chosen as Language;
  return navigator.languages.some((language) => language.startsWith('zh')) ? 'zh-CN' : 'en';
}

// How an app starts in its reader's language and changes to another.
export function languagesOf(load: Loaders) {
  const textsOf = async (language: Language): Promise<Record<string, Record<string, unknown>>> => ({
    ...(await load[language]()).messages,
  });
  return {
    async startLanguages(): Promise<void> {
      const language = preferredLanguage();
      await i18next.use(initReactI18next).init({
        lng: language,
        resources: { [language]: await textsOf(language) },
        defaultNS: 'common',
        interpolation: { escapeValue: false },
        returnNull: false,
        showSupportNotice: false,
      });
      document.documentElement.lang = language;
    },
    async changeLanguage(language: Language): Promise<void> {
      if (!i18next.hasResourceBundle(language, 'common')) {
        for (const [namespace, texts] of Object.entries(await textsOf(language))) {
          i18next.addResourceBundle(language, namespace, texts);
        }
      }
      keep(KEY, language);
      document.documentElement.lang = language;
      await i18next.changeLanguage(language);
    },
  };
}
