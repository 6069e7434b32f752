// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { CodeStep } from '@ecommerce/shared/security/CodeStep';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { EMAIL } from '@/entities/session/credentials';
import { enter, useSignIn, type Credentials } from '@/entities/session/session_data';
import { useRetryPause } from '@/entities/session/useRetryPause';
import { safeReturn, withReturn } from './safe_return';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame';

export function Page() {
  const { t } = useTranslation(['session', 'common']);
  useTitle(t('common:signIn'));
  const session = useSession();
  const [parameters] = useSearchParams();
  const from = parameters.get('from');
  if (session.state === 'starting') return <PageLoading />;
  if (session.state === 'signed-in') return <Navigate to={safeReturn(from)} replace />;
  return (
    <SessionFrame title={t('signInTitle')}>
      {session.lost && (
        <p className={styles.note} role="status">
          {t('lost')}
        </p>
      )}
      <SignInForm />
      <p className={styles.swap}>
        {t('noAccount')} <Link to={withReturn('/sign-up', from)}>{t('signUpNow')}</Link>
      </p>
    </SessionFrame>
  );
}

function SignInForm() {
  const { t } = useTranslation(['session', 'common']);
  const signIn = useSignIn();
  const navigate = useNavigate();
  const [pause, learn] = useRetryPause();
  const [challenge, setChallenge] = useState('');
  // Somebody who meant to sign up with an address that is taken need not type it again.
  const { state } = useLocation() as { state: { email?: string } | null };
  const { register, handleSubmit, formState, setFocus, getValues } = useForm<Credentials>({
    defaultValues: { account: state?.email ?? '', password: '' },
  });
  const { errors } = formState;
  const submit = handleSubmit((values) =>
    signIn.mutateAsync({ ...values, account: values.account.trim() }).then(
      (asked = '') => setChallenge(asked),
      (error: unknown) => {
        learn(error);
        setFocus('password', { shouldSelect: true });
      },
    ),
  );
  if (challenge !== '')
    return <CodeStep challenge={challenge} enter={enter} onBack={() => setChallenge('')} />;
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        maxLength={254}
        error={errors.account?.message}
        {...register('account', { validate: (text) => EMAIL.test(text.trim()) || t('emailInvalid') })}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password', { required: t('passwordNeeded') })}
      />
      <Link
        to="/forgot-password"
        className={styles.forgot}
        onClick={(event) => {
          event.preventDefault();
          void navigate('/forgot-password', { state: { email: getValues('account').trim() } });
        }}
      >
        {t('forgot')}
      </Link>
      <ErrorNote error={signIn.error} />
      <Button
        variant="primary"
        size="large"
        block
        type="submit"
        className={styles.submit}
        busy={signIn.isPending}
        disabled={pause > 0}
      >
        {pause > 0 ? t('wait', { time: formatDuration(pause) }) : t('common:signIn')}
      </Button>
    </form>
  );
}
