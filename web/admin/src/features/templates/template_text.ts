// SPDX-License-Identifier: Apache-2.0
// The words of a message: what they leave open, and what is wrong with them.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Template = Schemas['Template'];
export type TemplateKey = Schemas['TemplateKey'];

export const CHANNELS = ['BOX', 'MAIL'] as const;
export const LANGUAGES = ['ZH_CN', 'EN'] as const;
export const KINDS = ['TRANSACTION', 'PARCELS', 'PROMOTION', 'SERVICE'] as const;

export type Channel = (typeof CHANNELS)[number];
export type Language = (typeof LANGUAGES)[number];
export type Kind = (typeof KINDS)[number];

// The contract's names without what they have in common.
export const channelOf = ({ channel }: TemplateKey) => channel.replace('CHANNEL_', '') as Channel;
export const languageOf = ({ language }: TemplateKey) =>
  language.replace('TEMPLATE_LANGUAGE_', '') as Language;
export const kindOf = ({ kind }: Template) => kind.replace('NOTIFICATION_KIND_', '') as Kind;

export function same(one: TemplateKey, other: TemplateKey): boolean {
  return one.type === other.type && one.channel === other.channel && one.language === other.language;
}

export function addressOf(key: TemplateKey): string {
  return `/template?type=${key.type}&channel=${channelOf(key)}&language=${languageOf(key)}`;
}

// What an address names; nothing where it names no template.
export function keyOf(parameters: URLSearchParams): TemplateKey | undefined {
  const channel = CHANNELS.find((each) => each === parameters.get('channel'));
  const language = LANGUAGES.find((each) => each === parameters.get('language'));
  const type = parameters.get('type') ?? '';
  if (!channel || !language || type === '') return undefined;
  return { type, channel: `CHANNEL_${channel}`, language: `TEMPLATE_LANGUAGE_${language}` };
}

export type Fault = { fault: 'empty' | 'braces' } | { fault: 'unknown'; name: string };

// As the platform judges when it is saved, so that nobody has to save to be told.
export function faultOf(text: string, variables: readonly string[]): Fault | undefined {
  if (text.trim() === '') return { fault: 'empty' };
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !variables.includes(name ?? ''));
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) return { fault: 'braces' };
  return unknown && { fault: 'unknown', name: unknown[1] ?? '' };
}

export interface Wanted {
  words: string;
  kind: string;
  channel: string;
  language: string;
  written: boolean;
}

export function matches(wanted: Wanted, template: Template): boolean {
  const { key, title, body, builtIn } = template;
  if (!key) return false;
  const words = wanted.words.trim().toLowerCase();
  return (
    (wanted.kind === '' || kindOf(template) === wanted.kind) &&
    (wanted.channel === '' || channelOf(key) === wanted.channel) &&
    (wanted.language === '' || languageOf(key) === wanted.language) &&
    (!wanted.written || !builtIn) &&
    (words === '' || `${key.type} ${title} ${body}`.toLowerCase().includes(words))
  );
}
