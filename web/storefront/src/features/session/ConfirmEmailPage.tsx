// SPDX-License-Identifier: Apache-2.0
// Where the link that confirms an address leads to. A press confirms it: programs that look at mails open links too.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { Button } from '@ecommerce/shared/ui/Button';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useConfirmEmail } from '@/entities/session/email_data';
import { useLinkToken } from './LinkToken';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame';

export function Page() {
  const { t } = useTranslation(['session', 'errors']);
  useTitle(t('confirmTitle'));
  const session = useSession();
  const token = useLinkToken();
  const confirm = useConfirmEmail();
  const onward =
    session.state === 'signed-in'
      ? { to: '/account/email', text: t('toAccount') }
      : { to: '/sign-in', text: t('signInNow') };
  return (
    <SessionFrame title={t('confirmTitle')}>
      {confirm.isSuccess ? (
        <p className={styles.done} role="status">
          {confirm.data.changed ? t('confirmChanged') : t('confirmDone')}
        </p>
      ) : token ? (
        <div className={styles.form}>
          <p>{t('confirmText')}</p>
          <ErrorNote error={confirm.error} />
          <Button
            variant="primary"
            size="large"
            block
            busy={confirm.isPending}
            onClick={() => confirm.mutate(token)}
          >
            {t('confirmSubmit')}
          </Button>
        </div>
      ) : (
        <p className={styles.note} role="alert">
          {t('errors:LINK_INVALID')}
        </p>
      )}
      {(confirm.isSuccess || confirm.isError || !token) && (
        <p className={styles.swap}>
          <Link to={onward.to}>{onward.text}</Link>
        </p>
      )}
    </SessionFrame>
  );
}
