// SPDX-License-Identifier: Apache-2.0
// Which messages also come by mail, and in which language.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { tabOf, type KindTab } from '@/entities/notification/notification';
import { useChooseMail, useMailChoices } from '@/entities/notification/notifications_data';
import type { MailLanguage } from '@/entities/session/email_data';
import account from './Account.module.css';
import { useUpdateMe } from './account_data';
import { AccountPanel } from './AccountPanel';
import styles from './MailChoicesPage.module.css';

export function Page() {
  const { t } = useTranslation('messages');
  useTitle(t('byMail'));
  const choices = useMailChoices();
  const choose = useChooseMail();
  return (
    <AccountPanel title={t('byMail')} text={t('byMailText')}>
      <Unconfirmed />
      {choices.isPending ? (
        <Loading>
          <Skeleton height={160} />
        </Loading>
      ) : choices.isError ? (
        <ErrorState error={choices.error} retry={() => void choices.refetch()} />
      ) : (
        <>
          {!choices.data.sendsMails && <p className={styles.note}>{t('noMails')}</p>}
          <fieldset className={styles.kinds} disabled={!choices.data.sendsMails}>
            <legend className="visually-hidden">{t('byMail')}</legend>
            {choices.data.choices.map(({ kind, byMail }) => (
              <KindChoice
                key={kind}
                tab={tabOf(kind)}
                byMail={byMail}
                onChange={(wanted) => choose.mutate({ kind, byMail: wanted })}
              />
            ))}
          </fieldset>
          <p className={account.rowNote}>{t('alwaysByMail')}</p>
        </>
      )}
      <LanguageChoice />
    </AccountPanel>
  );
}

interface KindChoiceProps {
  tab: KindTab;
  byMail: boolean;
  onChange: (byMail: boolean) => void;
}

function KindChoice({ tab, byMail, onChange }: KindChoiceProps) {
  const { t } = useTranslation('messages');
  if (tab === 'all') return null;
  return (
    <label className={styles.kind}>
      <input type="checkbox" checked={byMail} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {t(`kind.${tab}`)}
        <small>{t(`kindText.${tab}`)}</small>
      </span>
    </label>
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
