// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { addressOf, faultOf, keyOf, matches, type Template, type TemplateKey } from './template_text';

const key: TemplateKey = {
  type: 'ORDER_PAID',
  channel: 'CHANNEL_MAIL',
  language: 'TEMPLATE_LANGUAGE_EN',
};
const template: Template = {
  key,
  kind: 'NOTIFICATION_KIND_TRANSACTION',
  title: 'Payment received',
  body: '{amount} for order {subject}',
  version: 0,
  builtIn: true,
  variables: ['amount', 'subject'],
};
const anything = { words: '', kind: '', channel: '', language: '', written: false };

describe('words', () => {
  it('may leave open what their messages know', () => {
    expect(faultOf('{amount} of {subject}', template.variables)).toBeUndefined();
    expect(faultOf('none', [])).toBeUndefined();
  });
  it('are refused with something else, half a brace or nothing', () => {
    expect(faultOf('Dear {name}', template.variables)).toEqual({ fault: 'unknown', name: 'name' });
    expect(faultOf('{}', template.variables)).toEqual({ fault: 'unknown', name: '' });
    for (const text of ['{amount', 'amount}', '{{amount}}'])
      expect(faultOf(text, template.variables)).toEqual({ fault: 'braces' });
    expect(faultOf(' \n', [])).toEqual({ fault: 'empty' });
  });
});

it('has an address that names it', () => {
  expect(keyOf(new URL(addressOf(key), 'http://shop').searchParams)).toEqual(key);
  expect(keyOf(new URLSearchParams('type=ORDER_PAID&channel=FAX&language=EN'))).toBeUndefined();
  expect(keyOf(new URLSearchParams())).toBeUndefined();
});

it('is found by kind, channel, language, words and whether somebody wrote it', () => {
  expect(matches(anything, template)).toBe(true);
  expect(matches({ ...anything, kind: 'TRANSACTION', channel: 'MAIL', language: 'EN' }, template)).toBe(true);
  expect(matches({ ...anything, kind: 'SERVICE' }, template)).toBe(false);
  expect(matches({ ...anything, channel: 'BOX' }, template)).toBe(false);
  expect(matches({ ...anything, language: 'ZH_CN' }, template)).toBe(false);
  expect(matches({ ...anything, words: 'payment' }, template)).toBe(true);
  expect(matches({ ...anything, words: 'order_paid' }, template)).toBe(true);
  expect(matches({ ...anything, words: 'parcel' }, template)).toBe(false);
  expect(matches({ ...anything, written: true }, template)).toBe(false);
});
