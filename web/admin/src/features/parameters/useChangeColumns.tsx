// SPDX-License-Identifier: Apache-2.0
// A change of a parameter as histories show it.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { When } from '@/entities/detail/When';
import type { Change } from './parameters_data';

export function useChangeColumns(): Column<Change>[] {
  const { t } = useTranslation('parameters');
  const written = (value: string | undefined) =>
    value === undefined ? t('configured') : <code>{value}</code>;
  return [
    { key: 'version', title: t('version'), fixed: true, render: ({ version }) => version },
    {
      key: 'name',
      title: t('name'),
      render: ({ name }) => <Link to={`/parameter?name=${name}`}>{name}</Link>,
    },
    { key: 'before', title: t('before'), render: ({ valueBefore }) => written(valueBefore) },
    { key: 'after', title: t('after'), render: ({ value }) => written(value) },
    { key: 'reason', title: t('reason'), render: ({ reason }) => reason },
    {
      key: 'by',
      title: t('by'),
      render: ({ changedBy }) => <Link to={`/users/${changedBy}`}>{t('userNo', { id: changedBy })}</Link>,
    },
    { key: 'when', title: t('when'), render: ({ changedAt }) => <When time={changedAt} /> },
  ];
}
