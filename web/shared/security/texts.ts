// SPDX-License-Identifier: Apache-2.0
// The texts of these pieces come with them: no first page pays for what few people open.
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from './en.json';
import zh from './zh-CN.json';

type Texts = (key: keyof typeof zh, values?: Record<string, string>) => string;

// Not one of the namespaces that every app begins with.
const NAMESPACE: string = 'security';
i18next.addResourceBundle('zh-CN', NAMESPACE, zh);
i18next.addResourceBundle('en', NAMESPACE, en);

// Reasons of refusals, in the reader's words.
i18next.addResourceBundle('zh-CN', 'errors', {
  CODE_WRONG: '验证码错误或已被使用，请输入新的验证码。',
  CHALLENGE_OVER: '验证已超时，或账号已变更，请重新登录。',
  SECOND_FACTOR_ON: '该账号已开启两步验证。',
  SECOND_FACTOR_OFF: '该账号未开启两步验证。',
  SECOND_FACTOR_REQUIRED: '您的账号必须开启两步验证。',
});
i18next.addResourceBundle('en', 'errors', {
  CODE_WRONG: 'The code is wrong or was used before. Enter a new one.',
  CHALLENGE_OVER: 'This took too long, or the account has changed. Sign in again.',
  SECOND_FACTOR_ON: 'The account has a second factor already.',
  SECOND_FACTOR_OFF: 'The account has no second factor.',
  SECOND_FACTOR_REQUIRED: 'This account may not be without a second factor.',
});

export function useTexts(): Texts {
  const { i18n } = useTranslation();
  return i18n.getFixedT(i18n.language, NAMESPACE as 'common') as unknown as Texts;
}
