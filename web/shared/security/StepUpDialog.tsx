// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../api/client';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { PasswordField } from '../ui/PasswordField';
import { ErrorNote, ErrorState, Loading, Skeleton } from '../ui/States';
import { CodeField } from './CodeField';
import styles from './Security.module.css';
import { useSecondFactor } from './security_data';
import { useTexts } from './texts';

const prove = (body: { code: string; password: string }) =>
  unwrap(api.POST('/v1/auth/second-factor:prove', { body }));

export default function StepUpDialog({ answer }: { answer: (proven: boolean) => void }) {
  const t = useTexts();
  const state = useSecondFactor();
  const { t: common } = useTranslation();
  return (
    <Dialog title={t('stepUpTitle')} open onClose={() => answer(false)}>
      {state.isPending && (
        <Loading>
          <Skeleton height={80} />
        </Loading>
      )}
      {state.isError && <ErrorState error={state.error} retry={() => void state.refetch()} />}
      {state.data?.secondFactor?.on && (
        <CodeField
          hint={t('anyCodeHint')}
          action={t('confirm')}
          onCancel={{ text: common('cancel'), run: () => answer(false) }}
          submit={(code) => prove({ code, password: '' }).then(() => answer(true))}
        >
          <p>{t('stepUpCode')}</p>
        </CodeField>
      )}
      {state.data && !state.data.secondFactor?.on && <ByPassword answer={answer} />}
    </Dialog>
  );
}

function ByPassword({ answer }: { answer: (proven: boolean) => void }) {
  const t = useTexts();
  const { t: common } = useTranslation();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const proving = useMutation({
    mutationFn: () => prove({ code: '', password }),
    onSuccess: () => answer(true),
  });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (password !== '') proving.mutate();
      }}
    >
      <p>{t('stepUpPassword')}</p>
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        value={password}
        error={tried && password === '' ? t('passwordNeeded') : undefined}
        onChange={({ target }) => setPassword(target.value)}
      />
      <ErrorNote error={proving.error} />
      <div className={styles.actions}>
        <Button onClick={() => answer(false)}>{common('cancel')}</Button>
        <Button variant="primary" type="submit" busy={proving.isPending}>
          {t('confirm')}
        </Button>
      </div>
    </form>
  );
}
