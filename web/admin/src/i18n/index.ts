// SPDX-License-Identifier: Apache-2.0
// The administrator console's texts, in each language.
import { languagesOf } from '@ecommerce/shared/i18n';
import type { messages } from './zh-CN';

export type Messages = typeof messages;

export const { startLanguages, changeLanguage } = languagesOf({
  'zh-CN': () => import('./zh-CN'),
  en: () => import('./en'),
});
