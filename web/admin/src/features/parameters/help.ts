// SPDX-License-Identifier: Apache-2.0
// What a parameter does, in the reader's language; in the platform's own words where we have none.
import i18next from 'i18next';
import type { Parameter } from './parameter_value';

export function helpOf({ name, help }: Pick<Parameter, 'name' | 'help'>): { text: string; lang?: 'en' } {
  return i18next.exists(name, { ns: 'parameterHelp' })
    ? { text: String(i18next.t(name as never, { ns: 'parameterHelp' })) }
    : { text: help, lang: 'en' };
}
