// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import type { State } from './StateTag';

// States as a filter offers them: the address has their short name, without what the API puts before it.
export function useStateChoices<Prefix extends string, Name extends string>(
  prefix: Prefix,
  names: `${Prefix}${Name}` extends State ? readonly Name[] : never,
): { value: string; text: string }[] {
  const { t } = useTranslation('states');
  return names.map((name) => ({ value: name, text: t(`${prefix}${name}` as State) }));
}

// Nothing for what names none of them.
export function named<Name extends string>(names: readonly Name[], value: string): Name | undefined {
  return names.find((name) => name === value);
}
