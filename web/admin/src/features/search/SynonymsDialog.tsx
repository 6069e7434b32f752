// SPDX-License-Identifier: Apache-2.0
// The words of a group, one a line.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { TextArea } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { putSynonyms } from './search_data';
import { problemOf, wordsOf } from './words';

// Empty `id` and the words to begin with for a new group.
export interface Draft {
  id: string;
  words: string[];
}

export function SynonymsDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation(['search', 'common']);
  const [typed, setTyped] = useState(draft.words.join('\n'));
  const [tried, setTried] = useState(false);
  const client = useQueryClient();
  const keys = useKeyring();
  const words = wordsOf(typed);
  const problem = problemOf(words);
  const save = useMutation({
    mutationFn: () => putSynonyms(draft.id, words, keys.keyFor([draft.id, words])),
    onSuccess: async () => {
      toast.success(t('saved'));
      onClose();
      await client.invalidateQueries();
    },
  });
  return (
    <Dialog
      title={draft.id === '' ? t('addTitle') : t('editTitle', { name: draft.words[0] })}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            busy={save.isPending}
            onClick={() => {
              setTried(true);
              if (!problem) save.mutate();
            }}
          >
            {t('common:save')}
          </Button>
        </>
      }
    >
      <TextArea
        label={t('words')}
        hint={t('wordsHint')}
        rows={8}
        value={typed}
        error={tried && problem ? t(problem) : undefined}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ErrorNote error={save.error} />
    </Dialog>
  );
}
