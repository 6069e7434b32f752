// SPDX-License-Identifier: Apache-2.0
// One parameter: what counts, what is set, and who changed it when and why.
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { Facts } from '@/entities/detail/Facts';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { Help } from './Help';
import type { Parameter } from './parameter_value';
import { ParameterForm } from './ParameterForm';
import { readChanges, useParameter, useParameterDecisions } from './parameters_data';
import { useChangeColumns } from './useChangeColumns';

// The name has dots, by which the gateway tells files from pages, so it is no part of the path.
export function Page() {
  const name = useSearchParams()[0].get('name') ?? '';
  return name === '' ? <Navigate to="/parameters" replace /> : <Named name={name} />;
}

function Named({ name }: { name: string }) {
  return (
    <Loaded whole query={useParameter(name)}>
      {(parameter) => <ParameterView parameter={parameter} />}
    </Loaded>
  );
}

function ParameterView({ parameter }: { parameter: Parameter }) {
  const { t } = useTranslation(['parameters', 'admin']);
  const decisions = useParameterDecisions(parameter);
  const { name, value, latestChange } = parameter;
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: '/parameters', text: t('admin:parameters') }}
        note={value !== undefined && <Tag tone="primary">{t('set')}</Tag>}
      >
        {value !== undefined && <Button onClick={decisions.reset}>{t('reset')}</Button>}
      </PageHeader>
      <Stack>
        <Panel title={t('facts')}>
          <ParameterFacts parameter={parameter} />
        </Panel>
        <ParameterForm key={name} parameter={parameter} />
        <h2>{t('history')}</h2>
        <History parameter={parameter} key={latestChange?.version ?? ''} />
      </Stack>
    </>
  );
}

function ParameterFacts({ parameter }: { parameter: Parameter }) {
  const { t } = useTranslation('parameters');
  const { kind, min, max, value, valueInForce } = parameter;
  const known = kind.replace('PARAMETER_KIND_', '') as 'BOOLEAN';
  const bounds =
    min !== '' && max !== ''
      ? t('between', { min, max })
      : min !== ''
        ? t('from', { min })
        : max !== '' && t('upTo', { max });
  return (
    <Facts
      facts={[
        { name: t('help'), value: <Help parameter={parameter} /> },
        { name: t('inForce'), value: <code data-testid="in-force">{valueInForce}</code> },
        { name: t('origin'), value: parameter.origin },
        {
          name: t('value'),
          value: value === undefined ? t('notSet') : <code>{value}</code>,
        },
        { name: t('default'), value: <code>{parameter.defaultValue}</code> },
        { name: t('kind'), value: t(`kinds.${known}`) },
        { name: t('bounds'), value: bounds },
      ]}
    />
  );
}

function History({ parameter }: { parameter: Parameter }) {
  const { t } = useTranslation('parameters');
  const { name, latestChange } = parameter;
  const address = useListAddress([]);
  const query = { name, pageSize: address.size, pageToken: address.token };
  const rows = useRows(['parameters', 'changes', query], () => readChanges(query));
  const { restore } = useParameterDecisions(parameter);
  const columns = useChangeColumns();
  return (
    <ListTable
      name="parameter-history"
      label={t('history')}
      address={address}
      rows={rows}
      rowKey={({ version }) => version}
      columns={[
        ...columns.filter(({ key }) => key !== 'name'),
        {
          key: 'actions',
          title: '',
          fixed: true,
          // The latest is how it is.
          render: (change) =>
            change.version !== latestChange?.version && (
              <Button
                size="small"
                aria-label={t('restoreOf', { version: change.version })}
                onClick={() => restore(change)}
              >
                {t('restore')}
              </Button>
            ),
        },
      ]}
      empty={{ title: t('noHistory') }}
    />
  );
}
