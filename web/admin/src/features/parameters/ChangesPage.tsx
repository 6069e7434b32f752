// SPDX-License-Identifier: Apache-2.0
// Who changed which parameter when and why, the latest first.
import { useTranslation } from 'react-i18next';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { readChanges } from './parameters_data';
import { useChangeColumns } from './useChangeColumns';

export function Page() {
  const { t } = useTranslation(['parameters', 'admin']);
  const address = useListAddress([]);
  const query = { name: '', pageSize: address.size, pageToken: address.token };
  const rows = useRows(['parameters', 'changes', query], () => readChanges(query));
  return (
    <>
      <PageHeader title={t('admin:changes')} />
      <ListTable
        name="parameter-changes"
        label={t('admin:changes')}
        address={address}
        rows={rows}
        rowKey={({ version }) => version}
        columns={useChangeColumns()}
        empty={{ title: t('noHistoryTitle'), text: t('noHistory') }}
      />
    </>
  );
}
