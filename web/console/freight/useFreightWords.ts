// SPDX-License-Identifier: Apache-2.0
// What a form of freight terms says: names of its fields, what is wrong with them, and their values where two versions
// stand side by side.
import { useTranslation } from 'react-i18next';
import { feeFields, problemsOf, type FeeValues, type FreightValues, type GroupValues } from './freight_form';
import { useNamesOf } from './provinces';

export function useFreightWords(hasName: boolean) {
  const { t } = useTranslation(['freight', 'console']);
  const namesOf = useNamesOf();
  const join = (texts: string[]) => texts.join(t('console:listSeparator'));
  const places = (codes: readonly string[]) => join(namesOf(codes));
  return {
    labels: {
      basis: t('basis'),
      elsewhere: t('elsewhere'),
      groups: t('fees'),
      notDelivered: t('notDelivered'),
    },
    check: (values: FreightValues) =>
      Object.fromEntries(
        Object.entries(problemsOf(values, hasName)).map(([name, problem]) => [name, t(`problem.${problem}`)]),
      ),
    describe: (name: keyof FreightValues, value: unknown): string => {
      const fees = (each: FeeValues) =>
        join(
          feeFields
            .filter((field) => each[field] !== '')
            .map((field) => `${t(`short.${field}`)} ${each[field]}`),
        );
      switch (name) {
        case 'name':
          return value as string;
        case 'basis':
          return t(`bases.${value as FreightValues['basis']}`);
        case 'elsewhere':
          return fees(value as FeeValues);
        case 'groups':
          return (value as GroupValues[])
            .map((group) => `${places(group.provinces)}: ${fees(group.fees)}`)
            .join('\n');
        case 'notDelivered':
          return places(value as string[]);
      }
    },
  };
}
