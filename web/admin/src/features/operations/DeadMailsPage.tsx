// SPDX-License-Identifier: Apache-2.0
// Mails that were given up, each with another try.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { When } from '@/entities/detail/When';
import { readDeadMails, useReplayMail, type DeadMail } from './operations_data';

export function Page() {
  const { t } = useTranslation(['operations', 'admin']);
  const address = useListAddress([]);
  const query = { pageSize: address.size, pageToken: address.token };
  const rows = useRows(['dead-mails', query], () => readDeadMails(query));
  return (
    <>
      <PageHeader title={t('admin:mails')} />
      <ListTable
        name="dead-mails"
        label={t('admin:mails')}
        address={address}
        rows={rows}
        rowKey={({ id }) => id}
        columns={useMailColumns()}
        empty={{ title: t('noneMails'), text: t('noneMailsText') }}
      />
    </>
  );
}

function useMailColumns(): Column<DeadMail>[] {
  const { t } = useTranslation('operations');
  const replay = useReplayMail();
  return [
    { key: 'subject', title: t('subject'), fixed: true, render: ({ subject }) => subject },
    { key: 'type', title: t('type'), render: ({ type }) => type, extra: true },
    {
      key: 'owner',
      title: t('owner'),
      render: ({ box, ownerId }) =>
        box === 'BOX_SHOP' ? (
          <Link to={`/shops/${ownerId}`}>{t('shop', { id: ownerId })}</Link>
        ) : (
          <Link to={`/users/${ownerId}`}>{t('user', { id: ownerId })}</Link>
        ),
    },
    { key: 'attempts', title: t('attempts'), align: 'end', render: ({ attempts }) => attempts },
    {
      key: 'reply',
      title: t('reply'),
      render: ({ replyCode }) => (replyCode === 0 ? t('noReply') : replyCode),
    },
    { key: 'created', title: t('created'), render: ({ createdAt }) => <When time={createdAt} /> },
    { key: 'died', title: t('died'), render: ({ diedAt }) => <When time={diedAt} /> },
    {
      key: 'actions',
      title: '',
      fixed: true,
      render: (mail) => (
        <Button size="small" aria-label={t('replayOf', { id: mail.subject })} onClick={() => replay(mail)}>
          {t('replay')}
        </Button>
      ),
    },
  ];
}
