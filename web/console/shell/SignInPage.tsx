// SPDX-License-Identifier: Apache-2.0
// Signing in with the session that the storefront has, too.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { CodeStep } from '@ecommerce/shared/security/CodeStep';
import { signedIn, useSession } from '@ecommerce/shared/api/session';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { SettingsMenu } from '@ecommerce/shared/ui/SettingsMenu';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { storefrontAddress } from './console';
import { useConsole } from './context';
import { safeReturn } from './sign_in_return';
import styles from './SignInPage.module.css';

export function Page() {
  const { t } = useTranslation(['console', 'common']);
  const session = useSession();
  const { useTitle: useConsoleTitle, changeLanguage } = useConsole();
  const title = useConsoleTitle();
  const [parameters] = useSearchParams();
  const forgot = storefrontAddress('/forgot-password');
  useTitle(t('common:signIn'));
  if (session.state === 'starting') return <PageLoading />;
  if (session.state === 'signed-in') return <Navigate to={safeReturn(parameters.get('from'))} replace />;
  return (
    <main className={styles.page} id="content">
      <div className={styles.settings}>
        <SettingsMenu changeLanguage={changeLanguage} />
      </div>
      <section className={styles.card}>
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} width="40" height="40" alt="" />
        <h1>{title}</h1>
        {session.lost && <p role="status">{t('sessionLost')}</p>}
        <SignInForm />
        {forgot && <a href={forgot}>{t('forgotPassword')}</a>}
      </section>
    </main>
  );
}

function SignInForm() {
  const { t } = useTranslation(['console', 'common']);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [challenge, setChallenge] = useState('');
  const signIn = useMutation({
    mutationFn: async () => {
      const body = { account: account.trim(), password, cookieSession: true };
      const grant = await unwrap(api.POST('/v1/auth/login', { body }));
      if (grant.challenge) setChallenge(grant.challenge.token);
      else signedIn(grant);
    },
  });
  if (challenge !== '')
    return <CodeStep challenge={challenge} enter={signedIn} onBack={() => setChallenge('')} />;
  const missing = tried ? t('needed') : undefined;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (account.trim() !== '' && password !== '') signIn.mutate();
      }}
    >
      <TextField
        label={t('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        maxLength={254}
        value={account}
        error={account.trim() === '' ? missing : undefined}
        onChange={({ target }) => setAccount(target.value)}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        value={password}
        error={password === '' ? missing : undefined}
        onChange={({ target }) => setPassword(target.value)}
      />
      <ErrorNote error={signIn.error} />
      <Button variant="primary" size="large" block type="submit" busy={signIn.isPending}>
        {t('common:signIn')}
      </Button>
    </form>
  );
}
