// SPDX-License-Identifier: Apache-2.0
import CodeOutlined from '@ant-design/icons-svg/es/asn/CodeOutlined';
import LaptopOutlined from '@ant-design/icons-svg/es/asn/LaptopOutlined';
import MobileOutlined from '@ant-design/icons-svg/es/asn/MobileOutlined';
import TabletOutlined from '@ant-design/icons-svg/es/asn/TabletOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { platformNow } from '@ecommerce/shared/api/clock';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import styles from './Account.module.css';
import { useEndSession, useSessions, type DeviceSession } from './account_data';
import { AccountPanel } from './AccountPanel';
import { timeAgo } from './time_ago';
import { readAgent } from './user_agent';

const icons = {
  phone: MobileOutlined,
  tablet: TabletOutlined,
  desktop: LaptopOutlined,
  program: CodeOutlined,
};

// 'others' stands for all devices but this one.
type Target = DeviceSession | 'others';

export function Page() {
  const { t } = useTranslation(['account']);
  useTitle(t('devices'));
  const sessions = useSessions();
  const nameOf = useDeviceName();
  const end = useEndSession();
  const [target, setTarget] = useState<Target>();
  const others = sessions.data?.filter((session) => !session.isCurrent).length ?? 0;
  const ask = (next: Target) => {
    end.reset();
    setTarget(next);
  };
  return (
    <AccountPanel
      title={t('devices')}
      text={t('devicesText')}
      extra={others > 1 && <Button onClick={() => ask('others')}>{t('endOthers')}</Button>}
    >
      {sessions.isPending ? (
        <Loading>
          <Skeleton height={76} />
        </Loading>
      ) : sessions.isError ? (
        <ErrorState error={sessions.error} retry={() => void sessions.refetch()} />
      ) : (
        <ul className={styles.rows}>
          {sessions.data
            // This device first; the others as they come, the latest first.
            .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
            .map((session) => (
              <Device key={session.id} session={session} onEnd={() => ask(session)} />
            ))}
        </ul>
      )}
      <ConfirmDialog
        open={target !== undefined}
        title={target === 'others' ? t('endOthers') : t('end')}
        text={
          target === 'others' || target === undefined
            ? t('endOthersText', { count: others })
            : t('endText', { device: nameOf(target), place: target.ipAddress })
        }
        action={t('end')}
        busy={end.isPending}
        error={<ErrorNote error={end.error} />}
        onClose={() => setTarget(undefined)}
        onConfirm={() =>
          end.mutate(target === 'others' ? undefined : target?.id, {
            onSuccess: () => {
              setTarget(undefined);
              toast.success(t('ended'));
            },
          })
        }
      />
    </AccountPanel>
  );
}

function Device({ session, onEnd }: { session: DeviceSession; onEnd: () => void }) {
  const { t, i18n } = useTranslation('account');
  const name = useDeviceName()(session);
  return (
    <li className={styles.row}>
      <span className={styles.rowIcon}>
        <Icon icon={icons[readAgent(session.userAgent).kind]} size={22} />
      </span>
      <div className={styles.rowText}>
        <p className={styles.rowTitle}>
          <span title={session.userAgent}>{name}</span>
          {session.isCurrent && <Tag tone="success">{t('thisDevice')}</Tag>}
        </p>
        <p className={styles.rowNote}>{t('place', { address: session.ipAddress })}</p>
        <p className={styles.rowNote}>
          {session.lastSeenAt && (
            <time dateTime={session.lastSeenAt} title={formatTime(session.lastSeenAt)}>
              {t('lastSeen', {
                time: timeAgo(session.lastSeenAt, platformNow(), i18n.language) || t('justNow'),
              })}
            </time>
          )}
        </p>
      </div>
      {!session.isCurrent && (
        <Button aria-label={`${t('end')}: ${name}`} onClick={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  );
}

function useDeviceName(): (session: DeviceSession) => string {
  const { t } = useTranslation('account');
  return ({ userAgent }) => {
    const { browser, system } = readAgent(userAgent);
    if (browser !== '' && system !== '') return t('browserOn', { browser, system });
    return browser || system || t('unknownDevice');
  };
}
