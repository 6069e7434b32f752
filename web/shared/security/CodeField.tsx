// SPDX-License-Identifier: Apache-2.0
// A form that takes one code. `submit` fails with what is shown.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/Button';
import { TextField } from '../ui/Field';
import { ErrorNote } from '../ui/States';
import styles from './Security.module.css';
import { useTexts } from './texts';

export function CodeField({
  hint,
  action,
  danger = false,
  submit,
  onCancel,
  children,
}: {
  hint: string;
  // What the button says.
  action: string;
  danger?: boolean;
  submit: (code: string) => Promise<unknown>;
  onCancel?: { text: string; run: () => void };
  children?: React.ReactNode;
}) {
  const t = useTexts();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useMutation({ mutationFn: submit, onError: () => setCode('') });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (code.trim() !== '') sending.mutate(code.trim());
      }}
    >
      {children}
      <TextField
        label={t('code')}
        hint={hint}
        autoComplete="one-time-code"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={40}
        value={code}
        error={tried && code.trim() === '' && !sending.error ? t('codeNeeded') : undefined}
        onChange={({ target }) => setCode(target.value)}
      />
      <ErrorNote error={sending.error} />
      <div className={styles.actions}>
        {onCancel && <Button onClick={onCancel.run}>{onCancel.text}</Button>}
        <Button variant={danger ? 'danger' : 'primary'} type="submit" busy={sending.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
