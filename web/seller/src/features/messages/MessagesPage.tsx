// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useUnreadMessages } from '@/entities/todo/todo_data';
import {
  kinds,
  MESSAGES,
  placeOf,
  readMessages,
  useMarkAllRead,
  useMarkRead,
  type Message,
} from './messages_data';
import styles from './MessagesPage.module.css';

export function Page() {
  const { t } = useTranslation('messages');
  const address = useListAddress(['kind']);
  const query = { kind: address.filters.kind, pageSize: address.size, pageToken: address.token };
  const rows = useRows([...MESSAGES, query], () => readMessages(query));
  const unread = useUnreadMessages().data?.count ?? 0;
  const markRead = useMarkRead();
  const markAll = useMarkAllRead();
  const newest = address.token === '' && query.kind === '' ? rows.data?.rows[0]?.id : undefined;
  return (
    <>
      <PageHeader title={t('title')}>
        {unread > 0 && newest && (
          <Button busy={markAll.isPending} onClick={() => markAll.mutate(newest, { onError: toast.error })}>
            {t('markAll')}
          </Button>
        )}
      </PageHeader>
      <ListTable
        name="messages"
        label={t('title')}
        address={address}
        rows={rows}
        rowKey={(message) => message.id}
        columns={useMessageColumns((message) => {
          if (!message.read) markRead.mutate([message.id]);
        })}
        filters={
          <ChoiceFilter
            label={t('kindTitle')}
            value={address.filters.kind}
            choices={kinds.map((value) => ({ value, text: t(`kind.${value}`) }))}
            onChange={(kind) => address.change({ kind })}
          />
        }
        bulk={{
          nameOf: (message) => message.title,
          actions: (chosen, done) => (
            <Button
              size="small"
              busy={markRead.isPending}
              onClick={() =>
                markRead.mutate(
                  chosen.map(({ id }) => id),
                  { onSuccess: done, onError: toast.error },
                )
              }
            >
              {t('markRead')}
            </Button>
          ),
        }}
        empty={{ title: t('none'), text: t('noneText') }}
      />
    </>
  );
}

function useMessageColumns(opened: (message: Message) => void): Column<Message>[] {
  const { t, i18n } = useTranslation('messages');
  const english = i18n.language === 'en';
  return [
    {
      key: 'message',
      title: t('message'),
      fixed: true,
      render: (message) => {
        const place = placeOf(message);
        const title = english ? message.titleEn : message.title;
        return (
          <div className={styles.message}>
            <p className={message.read ? styles.read : styles.unread}>
              {!message.read && <span className="visually-hidden">{t('unread')} </span>}
              {place ? (
                <Link to={place} onClick={() => opened(message)}>
                  {title}
                </Link>
              ) : (
                title
              )}
            </p>
            <p className={styles.body}>{english ? message.bodyEn : message.body}</p>
          </div>
        );
      },
    },
    {
      key: 'kind',
      title: t('kindTitle'),
      render: ({ kind }) => {
        const found = kinds.find((each) => `NOTIFICATION_KIND_${each}` === kind);
        return found && t(`kind.${found}`);
      },
    },
    {
      key: 'created',
      title: t('created'),
      render: (message) => message.createdAt && formatTime(message.createdAt),
    },
  ];
}
