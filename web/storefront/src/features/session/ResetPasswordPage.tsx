// SPDX-License-Identifier: Apache-2.0
// Where the link in a mail leads to: its token stands behind #, which browsers send nowhere.
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@ecommerce/shared/ui/Button';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { PASSWORD_MIN } from '@/entities/session/credentials';
import { useResetPassword } from '@/entities/session/email_data';
import { LinkIsOver, useLinkToken } from './LinkToken';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame';

export function Page() {
  const { t } = useTranslation('session');
  useTitle(t('resetTitle'));
  const token = useLinkToken();
  const reset = useResetPassword();
  return (
    <SessionFrame title={t('resetTitle')}>
      {reset.isSuccess ? (
        <>
          <p className={styles.done} role="status">
            {t('resetDone')}
          </p>
          <p className={styles.swap}>
            <Link to="/sign-in">{t('signInNow')}</Link>
          </p>
        </>
      ) : token ? (
        <ResetForm token={token} reset={reset} />
      ) : (
        <LinkIsOver />
      )}
    </SessionFrame>
  );
}

function ResetForm({ token, reset }: { token: string; reset: ReturnType<typeof useResetPassword> }) {
  const { t } = useTranslation(['session', 'errors']);
  const { register, handleSubmit, formState, getValues } = useForm({
    defaultValues: { newPassword: '', confirmPassword: '' },
  });
  const { errors } = formState;
  const submit = handleSubmit((values) => reset.mutateAsync({ ...values, token }).catch(() => undefined));
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t('resetText')}</p>
      <PasswordField
        label={t('newPassword')}
        autoComplete="new-password"
        hint={t('passwordHint', { count: PASSWORD_MIN })}
        error={errors.newPassword?.message}
        {...register('newPassword', {
          minLength: { value: PASSWORD_MIN, message: t('passwordShort', { count: PASSWORD_MIN }) },
          required: t('passwordShort', { count: PASSWORD_MIN }),
        })}
      />
      <PasswordField
        label={t('confirmPassword')}
        autoComplete="new-password"
        error={errors.confirmPassword?.message}
        {...register('confirmPassword', {
          validate: (text) => text === getValues('newPassword') || t('errors:PASSWORDS_DIFFER'),
        })}
      />
      <ErrorNote error={reset.error} />
      <Button
        variant="primary"
        size="large"
        block
        type="submit"
        className={styles.submit}
        busy={reset.isPending}
      >
        {t('resetSubmit')}
      </Button>
      <p className={styles.swap}>
        <Link to="/forgot-password">{t('askAgain')}</Link>
      </p>
    </form>
  );
}
