// SPDX-License-Identifier: Apache-2.0
// Asking, and answering.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { Checkbox, TextArea } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useAnswer, useAsk } from '@/entities/review/question_data';

export function AskDialog({ productId, onClose }: { productId: string; onClose: () => void }) {
  const { t } = useTranslation('reviews');
  const ask = useAsk(productId);
  return (
    <WordsDialog
      title={t('ask')}
      label={t('yourQuestion')}
      hint={t('askHint')}
      most={300}
      busy={ask.isPending}
      error={ask.error}
      onClose={onClose}
      onSend={(words) =>
        ask.mutate(words, {
          onSuccess: ({ question }) => {
            const held = question?.question?.state === 'REMARK_STATE_HELD';
            toast.success(held ? t('heldNote') : t('asked'));
            onClose();
          },
        })
      }
    />
  );
}

export function AnswerDialog({
  id,
  question,
  onClose,
}: {
  id: string;
  question: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('reviews');
  const answer = useAnswer(id);
  return (
    <WordsDialog
      title={t('answer')}
      label={t('yourAnswer')}
      hint={question}
      most={500}
      busy={answer.isPending}
      error={answer.error}
      onClose={onClose}
      onSend={(words) =>
        answer.mutate(words, {
          onSuccess: (reply) => {
            toast.success(reply.answer?.state === 'REMARK_STATE_HELD' ? t('heldNote') : t('answered'));
            onClose();
          },
        })
      }
    />
  );
}

function WordsDialog({
  title,
  label,
  hint,
  most,
  busy,
  error,
  onSend,
  onClose,
}: {
  title: string;
  label: string;
  hint: string;
  most: number;
  busy: boolean;
  error: unknown;
  onSend: (words: { text: string; anonymous: boolean }) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['reviews', 'common']);
  const [text, setText] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  const [tried, setTried] = useState(false);
  const empty = text.trim() === '';
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            busy={busy}
            onClick={() => {
              setTried(true);
              if (!empty) onSend({ text, anonymous });
            }}
          >
            {t('send')}
          </Button>
        </>
      }
    >
      <TextArea
        label={label}
        hint={hint}
        maxLength={most}
        value={text}
        {...(tried && empty && { error: t('writeSomething') })}
        onChange={({ target }) => setText(target.value)}
      />
      <Checkbox
        label={t('anonymous')}
        checked={anonymous}
        onChange={({ target }) => setAnonymous(target.checked)}
      />
      <ErrorNote error={error} />
    </Dialog>
  );
}
