// SPDX-License-Identifier: Apache-2.0
// Asks before something is done that cannot be taken back, and for the reason where one is needed. Title and text name
// the thing. A failure is shown where the button was pressed.
import { useMutation } from '@tanstack/react-query';
import { createContext, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { TextArea } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import styles from './Ask.module.css';

export interface Question {
  title: string;
  text: string;
  // What the button says.
  action: string;
  danger?: boolean;
  // Somebody will read it: the buyer, the seller, the audit. `begin` is what it is now.
  reason?: { label: string; maxLength: number; begin?: string };
  // `reason` is empty where none was asked for.
  run: (reason: string) => Promise<unknown>;
}

const AskContext = createContext<(question: Question) => void>(() => {
  throw new Error('outside of <Asking>');
});

export function useAsk() {
  return useContext(AskContext);
}

export function Asking({ children }: { children: React.ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  return (
    <AskContext value={setQuestion}>
      {children}
      {question && <QuestionDialog question={question} onClose={() => setQuestion(undefined)} />}
    </AskContext>
  );
}

function QuestionDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const [reason, setReason] = useState(question.reason?.begin ?? '');
  const [tried, setTried] = useState(false);
  const run = useMutation({ mutationFn: () => question.run(reason.trim()), onSuccess: onClose });
  const missing = question.reason !== undefined && reason.trim() === '';
  return (
    <Dialog
      title={question.title}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant={question.danger ? 'danger' : 'primary'}
            busy={run.isPending}
            onClick={() => {
              setTried(true);
              if (!missing) run.mutate();
            }}
          >
            {question.action}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{question.text}</p>
      {question.reason && (
        <TextArea
          label={question.reason.label}
          maxLength={question.reason.maxLength}
          value={reason}
          error={tried && missing ? t('needed') : undefined}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
      <ErrorNote error={run.error} />
    </Dialog>
  );
}
