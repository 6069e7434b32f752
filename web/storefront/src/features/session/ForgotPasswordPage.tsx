// SPDX-License-Identifier: Apache-2.0
// Asks for a link that sets a new password. What is said is the same whether anybody has the address.
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { EMAIL } from '@/entities/session/credentials';
import { useRequestPasswordReset } from '@/entities/session/email_data';
import { useRetryPause } from '@/entities/session/useRetryPause';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame';

export function Page() {
  const { t } = useTranslation('session');
  useTitle(t('forgotTitle'));
  const ask = useRequestPasswordReset();
  const { state } = useLocation() as { state: { email?: string } | null };
  return (
    <SessionFrame title={t('forgotTitle')}>
      {ask.isSuccess ? (
        <p className={styles.done} role="status">
          {t('forgotSent', { email: ask.variables })}
        </p>
      ) : (
        <ForgotForm ask={ask} email={state?.email ?? ''} />
      )}
      <p className={styles.swap}>
        <Link to="/sign-in">{t('backToSignIn')}</Link>
      </p>
    </SessionFrame>
  );
}

function ForgotForm({ ask, email }: { ask: ReturnType<typeof useRequestPasswordReset>; email: string }) {
  const { t } = useTranslation('session');
  const [pause, learn] = useRetryPause();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email } });
  const submit = handleSubmit((values) => ask.mutateAsync(values.email.trim()).catch(learn));
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t('forgotText')}</p>
      <TextField
        label={t('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        maxLength={254}
        error={formState.errors.email?.message}
        {...register('email', { validate: (text) => EMAIL.test(text.trim()) || t('emailInvalid') })}
      />
      <ErrorNote error={ask.error} />
      <Button
        variant="primary"
        size="large"
        block
        type="submit"
        className={styles.submit}
        busy={ask.isPending}
        disabled={pause > 0}
      >
        {pause > 0 ? t('wait', { time: formatDuration(pause) }) : t('forgotSend')}
      </Button>
    </form>
  );
}
