// SPDX-License-Identifier: Apache-2.0
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { hasReason } from '@ecommerce/shared/api/problem';
import { useSession } from '@ecommerce/shared/api/session';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useRetryPause } from '@/entities/session/useRetryPause';
import styles from './Account.module.css';
import { useCloseAccount } from './account_data';
import { AccountPanel } from './AccountPanel';

export function Page() {
  const { t } = useTranslation(['account', 'session', 'errors']);
  useTitle(t('closeAccount'));
  const session = useSession();
  const close = useCloseAccount();
  const [pause, learn] = useRetryPause();
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { password: '', word: '' },
  });
  const { errors } = formState;
  const word = t('closeWord');
  const submit = handleSubmit(({ password }) =>
    close.mutateAsync(password).then(
      () => toast.success(t('accountClosed')),
      (error: unknown) => {
        learn(error);
        if (hasReason(error, 'WRONG_PASSWORD'))
          setError('password', { message: t('errors:WRONG_PASSWORD') }, { shouldFocus: true });
      },
    ),
  );
  if (session.state !== 'signed-in') return null;
  return (
    <AccountPanel title={t('closeAccount')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <div className={styles.warning}>
          <p>{t('closeText')}</p>
          <ul>
            <li>{t('closeData')}</li>
            <li>{t('closeSessions')}</li>
            {session.user.shopId !== '0' && <li>{t('closeShop')}</li>}
            <li>{t('closeOrders')}</li>
          </ul>
        </div>
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={session.user.email}
          readOnly
          hidden
        />
        <PasswordField
          label={t('currentPassword')}
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { required: t('session:passwordNeeded') })}
        />
        <TextField
          label={t('closeConfirm', { word })}
          autoComplete="off"
          error={errors.word?.message}
          {...register('word', {
            validate: (text) =>
              text.trim().toLowerCase() === word.toLowerCase() || t('closeConfirm', { word }),
          })}
        />
        {Object.keys(errors).length === 0 && <ErrorNote error={close.error} />}
        <div className={styles.actions}>
          <Button variant="danger" type="submit" busy={close.isPending} disabled={pause > 0}>
            {pause > 0 ? t('session:wait', { time: formatDuration(pause) }) : t('closeForEver')}
          </Button>
          <ButtonLink to="/account">{t('keepAccount')}</ButtonLink>
        </div>
      </form>
    </AccountPanel>
  );
}
