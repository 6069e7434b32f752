// SPDX-License-Identifier: Apache-2.0
// The processes of the platform: which run, what they are, and which parameters they follow.
import { useTranslation } from 'react-i18next';
import type { Column } from '@ecommerce/console/list/columns';
import { SearchFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { When } from '@/entities/detail/When';
import { useWholeRows } from '@/entities/whole/useWholeRows';
import { useInstances, type Instance } from './operations_data';

export function Page() {
  const { t } = useTranslation(['operations', 'admin']);
  const address = useListAddress(['q']);
  const { q } = address.filters;
  const instances = useInstances();
  const rows = useWholeRows(instances, ({ process }) => process.includes(q), address);
  return (
    <>
      <PageHeader title={t('admin:instances')} />
      <ListTable
        name="instances"
        label={t('admin:instances')}
        address={address}
        rows={rows}
        rowKey={({ id }) => id}
        columns={useInstanceColumns()}
        filters={
          <SearchFilter label={t('search')} value={q} onChange={(value) => address.change({ q: value })} />
        }
        empty={{ title: t('noneInstances') }}
      />
    </>
  );
}

function useInstanceColumns(): Column<Instance>[] {
  const { t } = useTranslation('operations');
  return [
    { key: 'process', title: t('process'), fixed: true, render: ({ process }) => process },
    { key: 'instance', title: t('instance'), render: ({ id }) => <code>{id}</code> },
    { key: 'version', title: t('version'), render: ({ programVersion }) => programVersion },
    {
      key: 'parameters',
      title: t('parametersVersion'),
      align: 'end',
      render: ({ parametersVersion }) => parametersVersion,
    },
    { key: 'started', title: t('started'), render: ({ startedAt }) => <When time={startedAt} /> },
    { key: 'seen', title: t('seen'), render: ({ seenAt }) => <When time={seenAt} /> },
  ];
}
