// SPDX-License-Identifier: Apache-2.0
// Events that a subscriber could not take, by the service that published them.
import { useTranslation } from 'react-i18next';
import type { Column } from '@ecommerce/console/list/columns';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { When } from '@/entities/detail/When';
import { named } from '@/entities/states/useStateChoices';
import styles from './DeadLettersPage.module.css';
import { SERVICES, readDeadLetters, useReplayLetter, type DeadLetter } from './operations_data';

export function Page() {
  const { t } = useTranslation(['operations', 'admin']);
  const address = useListAddress(['service']);
  const service = named(SERVICES, address.filters.service) ?? 'order';
  const query = { pageSize: address.size, pageToken: address.token };
  const rows = useRows(['dead-letters', service, query], () => readDeadLetters(service, query));
  return (
    <>
      <PageHeader title={t('admin:letters')} />
      <TabLinks
        label={t('service')}
        tabs={SERVICES.map((name) => ({
          to: `/dead-letters?service=${name}`,
          text: name,
          waiting: 0,
          current: name === service,
        }))}
      />
      <ListTable
        name="dead-letters"
        label={t('admin:letters')}
        // The tabs choose the service, so nothing is filtered away.
        address={{ ...address, filtered: false }}
        rows={rows}
        rowKey={({ id }) => id}
        columns={useLetterColumns(service)}
        empty={{ title: t('noneLetters'), text: t('noneLettersText', { service }) }}
      />
    </>
  );
}

function useLetterColumns(service: (typeof SERVICES)[number]): Column<DeadLetter>[] {
  const { t } = useTranslation('operations');
  const replay = useReplayLetter(service);
  return [
    {
      key: 'event',
      title: t('event'),
      fixed: true,
      render: ({ type, payloadJson }) => (
        <details className={styles.event}>
          <summary>{type}</summary>
          <pre>{payloadJson}</pre>
        </details>
      ),
    },
    { key: 'subscriber', title: t('subscriber'), render: ({ subscriber }) => subscriber },
    { key: 'error', title: t('error'), render: ({ lastError }) => lastError },
    { key: 'attempts', title: t('attempts'), align: 'end', render: ({ attempts }) => attempts },
    { key: 'key', title: t('key'), render: ({ key }) => key, extra: true },
    {
      key: 'occurred',
      title: t('occurred'),
      render: ({ occurredAt }) => <When time={occurredAt} />,
      extra: true,
    },
    { key: 'died', title: t('died'), render: ({ diedAt }) => <When time={diedAt} /> },
    {
      key: 'actions',
      title: '',
      fixed: true,
      render: (letter) => (
        <Button
          size="small"
          aria-label={t('replayOf', { id: `${letter.type} ${letter.id}` })}
          onClick={() => replay(letter)}
        >
          {t('replay')}
        </Button>
      ),
    },
  ];
}
