// SPDX-License-Identifier: Apache-2.0
// What can be changed while the platform runs, by service.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter, SearchFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { When } from '@/entities/detail/When';
import { useWholeRows } from '@/entities/whole/useWholeRows';
import { Help } from './Help';
import { helpOf } from './help';
import { matches, serviceOf, type Parameter } from './parameter_value';
import { useParameters } from './parameters_data';
import styles from './ParametersPage.module.css';

export function Page() {
  const { t } = useTranslation(['parameters', 'admin']);
  const address = useListAddress(['q', 'service', 'set']);
  const { q, service, set } = address.filters;
  const parameters = useParameters();
  const wanted = { words: q, service, set: set === '1' };
  const rows = useWholeRows(
    parameters,
    (parameter) => matches(wanted, { ...parameter, help: `${parameter.help} ${helpOf(parameter).text}` }),
    address,
  );
  const services = [...new Set((parameters.data ?? []).map(serviceOf))];
  return (
    <>
      <PageHeader title={t('admin:parameters')} />
      <ListTable
        name="parameters"
        label={t('admin:parameters')}
        address={address}
        rows={rows}
        rowKey={({ name }) => name}
        columns={useParameterColumns()}
        filters={
          <>
            <SearchFilter label={t('search')} value={q} onChange={(value) => address.change({ q: value })} />
            <ChoiceFilter
              label={t('service')}
              value={service}
              choices={services.map((name) => ({ value: name, text: name }))}
              onChange={(value) => address.change({ service: value })}
            />
            <ChoiceFilter
              label={t('changedOnly')}
              value={set}
              choices={[{ value: '1', text: t('set') }]}
              onChange={(value) => address.change({ set: value })}
            />
          </>
        }
        empty={{ title: t('none') }}
      />
    </>
  );
}

function useParameterColumns(): Column<Parameter>[] {
  const { t } = useTranslation('parameters');
  return [
    {
      key: 'name',
      title: t('name'),
      fixed: true,
      render: (parameter) => (
        <div className={styles.name}>
          <Link to={`/parameter?name=${parameter.name}`}>{parameter.name}</Link>
          <Help parameter={parameter} className={styles.help} />
        </div>
      ),
    },
    { key: 'inForce', title: t('inForce'), render: ({ valueInForce }) => <code>{valueInForce}</code> },
    {
      key: 'value',
      title: t('value'),
      render: ({ value }) => value !== undefined && <Tag tone="primary">{value}</Tag>,
    },
    { key: 'default', title: t('default'), render: ({ defaultValue }) => <code>{defaultValue}</code> },
    { key: 'origin', title: t('origin'), render: ({ origin }) => origin, extra: true },
    {
      key: 'latest',
      title: t('latest'),
      render: ({ latestChange }) => <When time={latestChange?.changedAt} />,
    },
  ];
}
