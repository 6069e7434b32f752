// SPDX-License-Identifier: Apache-2.0
// How messages of each kind come, when mails wait, and in which language they are.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@ecommerce/shared/api/client';
import { useSession } from '@ecommerce/shared/api/session';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { tabOf } from '@/entities/notification/notification';
import { useChooseChannels, useSettings } from '@/entities/notification/notifications_data';
import type { MailLanguage } from '@/entities/session/email_data';
import account from './Account.module.css';
import { useUpdateMe } from './account_data';
import { AccountPanel } from './AccountPanel';
import styles from './MailChoicesPage.module.css';
import { QuietHours } from './QuietHours';

export function Page() {
  const { t } = useTranslation('messages');
  useTitle(t('byMail'));
  const settings = useSettings();
  const choose = useChooseChannels();
  return (
    <AccountPanel title={t('byMail')} text={t('byMailText')}>
      <Unconfirmed />
      {settings.isPending ? (
        <Loading>
          <Skeleton height={240} />
        </Loading>
      ) : settings.isError ? (
        <ErrorState error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <>
          {!settings.data.sendsMails && <p className={styles.note}>{t('noMails')}</p>}
          {settings.data.channels.map((channels) => (
            <KindChannels
              key={channels.kind}
              channels={channels}
              sendsMails={settings.data.sendsMails}
              onChange={(wanted) => choose.mutate(wanted)}
            />
          ))}
          <p className={account.rowNote}>{t('alwaysByMail')}</p>
          {settings.data.sendsMails && <QuietHours hours={settings.data.quietHours} />}
        </>
      )}
      <LanguageChoice />
    </AccountPanel>
  );
}

type Channels = Schemas['Channels'];

interface KindChannelsProps {
  channels: Channels;
  sendsMails: boolean;
  onChange: (channels: Channels) => void;
}

function KindChannels({ channels, sendsMails, onChange }: KindChannelsProps) {
  const { t } = useTranslation('messages');
  const tab = tabOf(channels.kind);
  if (tab === 'all') return null;
  const box = (channel: 'inBox' | 'byMail', enabled: boolean) => (
    <label className={styles.channel}>
      <input
        type="checkbox"
        aria-label={`${t(`kind.${tab}`)}: ${t(`channel.${channel}`)}`}
        checked={channels[channel]}
        disabled={!enabled}
        onChange={(event) => onChange({ ...channels, [channel]: event.target.checked })}
      />
      <span>{t(`channel.${channel}`)}</span>
    </label>
  );
  return (
    <div role="group" aria-label={t(`kind.${tab}`)} className={styles.kind}>
      <p>
        {t(`kind.${tab}`)}
        <small>{t(`kindText.${tab}`)}</small>
      </p>
      {box('inBox', true)}
      {box('byMail', sendsMails)}
    </div>
  );
}

function Unconfirmed() {
  const { t } = useTranslation('messages');
  const session = useSession();
  if (session.state !== 'signed-in' || session.user.emailConfirmed) return null;
  return (
    <p className={styles.note}>
      {t('confirmFirst')} <Link to="/account/email">{t('toEmail')}</Link>
    </p>
  );
}

const languages: MailLanguage[] = ['LANGUAGE_UNSPECIFIED', 'LANGUAGE_ZH_CN', 'LANGUAGE_EN'];

function LanguageChoice() {
  const { t } = useTranslation(['messages', 'common']);
  const session = useSession();
  const update = useUpdateMe();
  if (session.state !== 'signed-in') return null;
  return (
    <div className={styles.language}>
      <SelectField
        label={t('mailLanguage')}
        value={session.user.language}
        onChange={(event) =>
          update.mutate(
            { language: event.target.value as MailLanguage },
            { onSuccess: () => toast.success(t('common:saved')), onError: (error) => toast.error(error) },
          )
        }
      >
        {languages.map((language) => (
          <option key={language} value={language}>
            {t(`language.${language}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
