// SPDX-License-Identifier: Apache-2.0
// What became of orders, parcels and the account, by kind. Opening a message marks it as read.
import BellOutlined from '@ant-design/icons-svg/es/asn/BellOutlined';
import CarOutlined from '@ant-design/icons-svg/es/asn/CarOutlined';
import DeleteOutlined from '@ant-design/icons-svg/es/asn/DeleteOutlined';
import GiftOutlined from '@ant-design/icons-svg/es/asn/GiftOutlined';
import WalletOutlined from '@ant-design/icons-svg/es/asn/WalletOutlined';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { platformNow } from '@ecommerce/shared/api/clock';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { TabLinks } from '@ecommerce/shared/ui/TabLinks';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import {
  addressOf,
  kindOf,
  kindTabs,
  tabFrom,
  tabOf,
  wordsOf,
  type Notification,
} from '@/entities/notification/notification';
import {
  useDeleteNotification,
  useMarkRead,
  useNotifications,
  useUnread,
} from '@/entities/notification/notifications_data';
import account from './Account.module.css';
import { AccountPanel } from './AccountPanel';
import styles from './MessagesPage.module.css';
import { timeAgo } from './time_ago';

const icons = {
  all: BellOutlined,
  transaction: WalletOutlined,
  parcels: CarOutlined,
  promotion: GiftOutlined,
  service: BellOutlined,
};

export function Page() {
  const { t } = useTranslation(['messages', 'common']);
  useTitle(t('title'));
  const [parameters] = useSearchParams();
  const tab = tabFrom(parameters.get('kind'));
  const messages = useNotifications(tab);
  const unread = useUnread();
  const markRead = useMarkRead();
  const shown = messages.data?.pages.flatMap((page) => page.notifications) ?? [];
  const latest = shown[0];
  const waiting = unread.data?.[tab] ?? 0;
  return (
    <AccountPanel
      title={t('title')}
      extra={
        waiting > 0 &&
        latest && (
          <Button
            busy={markRead.isPending}
            onClick={() => {
              const kind = kindOf(tab);
              markRead.mutate({ upToId: latest.id, ...(kind && { kind }) });
            }}
          >
            {t('markAllRead')}
          </Button>
        )
      }
    >
      <Link to="/account/messages/mail" className={styles.byMail}>
        {t('byMail')}
      </Link>
      <TabLinks
        label={t('byKind')}
        className={styles.tabs}
        tabs={kindTabs.map((each) => ({
          to: each === 'all' ? '/account/messages' : `/account/messages?kind=${each}`,
          text: t(`kind.${each}`),
          waiting: unread.data?.[each] ?? 0,
          current: each === tab,
        }))}
      />
      {messages.isPending ? (
        <Loading>
          <Skeleton height={76} />
        </Loading>
      ) : messages.isError && shown.length === 0 ? (
        <ErrorState error={messages.error} retry={() => void messages.refetch()} />
      ) : shown.length === 0 ? (
        <EmptyState title={t('none')} text={t('noneText')} />
      ) : (
        <ul className={account.rows}>
          {shown.map((message) => (
            <Message
              key={message.id}
              message={message}
              onOpen={() => !message.read && markRead.mutate({ ids: [message.id] })}
            />
          ))}
        </ul>
      )}
      {messages.isFetchNextPageError && <ErrorState error={messages.error} />}
      {messages.hasNextPage && (
        <Button
          className={styles.more}
          busy={messages.isFetchingNextPage}
          onClick={() => void messages.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      )}
    </AccountPanel>
  );
}

function Message({ message, onOpen }: { message: Notification; onOpen: () => void }) {
  const { t, i18n } = useTranslation(['messages', 'account']);
  const remove = useDeleteNotification();
  const { title, body } = wordsOf(message, i18n.language);
  const address = addressOf(message);
  return (
    <li className={classes(account.row, styles.message)}>
      <span className={classes(account.rowIcon, !message.read && styles.fresh)}>
        <Icon icon={icons[tabOf(message.kind)]} size={20} />
      </span>
      <div className={account.rowText}>
        <p className={classes(account.rowTitle, message.read ? styles.read : styles.title)}>
          {address ? (
            <Link to={address} className={styles.open} onClick={onOpen}>
              {title}
            </Link>
          ) : (
            <button type="button" className={styles.open} onClick={onOpen}>
              {title}
            </button>
          )}
          {!message.read && <span className="visually-hidden">{t('unread')}</span>}
        </p>
        <p className={styles.body}>{body}</p>
        {message.createdAt && (
          <p className={account.rowNote}>
            <time dateTime={message.createdAt} title={formatTime(message.createdAt)}>
              {timeAgo(message.createdAt, platformNow(), i18n.language) || t('account:justNow')}
            </time>
          </p>
        )}
      </div>
      <Button
        variant="text"
        className={styles.delete}
        aria-label={`${t('delete')}: ${title}`}
        busy={remove.isPending}
        onClick={() => remove.mutate(message)}
      >
        <Icon icon={DeleteOutlined} size={16} />
      </Button>
    </li>
  );
}
