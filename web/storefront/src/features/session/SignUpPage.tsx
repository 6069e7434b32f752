// SPDX-License-Identifier: Apache-2.0
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { useSession } from '@ecommerce/shared/api/session';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { markFields } from '@ecommerce/shared/ui/form_errors';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { EMAIL, NICKNAME_MAX, PASSWORD_MIN } from '@/entities/session/credentials';
import { useSignUp } from '@/entities/session/sign_in';
import { useRetryPause } from '@/entities/session/useRetryPause';
import { safeReturn, withReturn } from './safe_return';
import styles from './Session.module.css';
import { SessionFrame } from './SessionFrame';

export function Page() {
  const { t } = useTranslation(['session', 'storefront']);
  useTitle(t('storefront:signUp'));
  const session = useSession();
  const [parameters] = useSearchParams();
  const from = parameters.get('from');
  if (session.state === 'starting') return <PageLoading />;
  if (session.state === 'signed-in') return <Navigate to={safeReturn(from)} replace />;
  return (
    <SessionFrame title={t('signUpTitle')}>
      <SignUpForm from={from} />
      <p className={styles.swap}>
        {t('haveAccount')} <Link to={withReturn('/sign-in', from)}>{t('signInNow')}</Link>
      </p>
    </SessionFrame>
  );
}

const empty = { email: '', nickname: '', password: '', confirmPassword: '' };

function SignUpForm({ from }: { from: string | null }) {
  const { t } = useTranslation(['session', 'errors', 'storefront']);
  const signUp = useSignUp();
  const [pause, learn] = useRetryPause();
  const { register, handleSubmit, formState, setError, getValues } = useForm({ defaultValues: empty });
  const { errors } = formState;
  const submit = handleSubmit((values) =>
    signUp
      .mutateAsync({ ...values, email: values.email.trim(), nickname: values.nickname.trim() })
      .catch((error: unknown) => {
        learn(error);
        markFields(
          error,
          {
            email: t('emailInvalid'),
            nickname: t('nicknameInvalid'),
            password: t('passwordShort', { count: PASSWORD_MIN }),
          },
          setError,
        );
      }),
  );
  const taken = hasReason(signUp.error, 'EMAIL_TAKEN');
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        maxLength={254}
        error={errors.email?.message}
        {...register('email', { validate: (text) => EMAIL.test(text.trim()) || t('emailInvalid') })}
      />
      <TextField
        label={t('nickname')}
        optional
        autoComplete="nickname"
        maxLength={NICKNAME_MAX}
        hint={t('nicknameHint')}
        error={errors.nickname?.message}
        {...register('nickname')}
      />
      <PasswordField
        label={t('password')}
        autoComplete="new-password"
        hint={t('passwordHint', { count: PASSWORD_MIN })}
        error={errors.password?.message}
        {...register('password', {
          minLength: { value: PASSWORD_MIN, message: t('passwordShort', { count: PASSWORD_MIN }) },
          required: t('passwordShort', { count: PASSWORD_MIN }),
        })}
      />
      <PasswordField
        label={t('confirmPassword')}
        autoComplete="new-password"
        error={errors.confirmPassword?.message}
        {...register('confirmPassword', {
          validate: (text) => text === getValues('password') || t('errors:PASSWORDS_DIFFER'),
        })}
      />
      {taken && (
        <p className={styles.taken} role="alert">
          {t('errors:EMAIL_TAKEN')}
          <Link to={withReturn('/sign-in', from)} state={{ email: getValues('email').trim() }}>
            {t('signInNow')}
          </Link>
        </p>
      )}
      {!taken && Object.keys(errors).length === 0 && <ErrorNote error={signUp.error} />}
      <Button
        variant="primary"
        size="large"
        block
        type="submit"
        className={styles.submit}
        busy={signUp.isPending}
        disabled={pause > 0}
      >
        {pause > 0 ? t('wait', { time: formatDuration(pause) }) : t('storefront:signUp')}
      </Button>
    </form>
  );
}
