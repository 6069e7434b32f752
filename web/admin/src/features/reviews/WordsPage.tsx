// SPDX-License-Identifier: Apache-2.0
// The words that hold a text until an administrator has read it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { SearchFilter } from '@ecommerce/console/list/Filters';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState, ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useDecide } from '@/entities/decision/useDecide';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { addBlockedWord, deleteBlockedWord, useBlockedWords } from './reviews_data';
import styles from './WordsPage.module.css';

export function Page() {
  const { t } = useTranslation(['reviews', 'admin', 'common']);
  const [parameters, setParameters] = useSearchParams();
  const decide = useDecide();
  const q = parameters.get('q') ?? '';
  return (
    <>
      <PageHeader title={t('admin:words')} />
      <Stack>
        <Panel title={t('add')}>
          <p className={styles.note}>{t('wordsText')}</p>
          <AddWord />
        </Panel>
        <Panel
          title={t('words')}
          extra={
            <SearchFilter
              label={t('filter')}
              value={q}
              maxLength={40}
              onChange={(value) => setParameters(value === '' ? {} : { q: value })}
            />
          }
        >
          <Loaded query={useBlockedWords()}>
            {(words) => {
              const shown = words.filter(({ word }) => word.includes(q));
              if (shown.length === 0) return <EmptyState title={t('noneWords')} />;
              return (
                <ul className={styles.words}>
                  {shown.map(({ id, word }) => (
                    <li key={id}>
                      <span>{word}</span>
                      <Button
                        size="small"
                        variant="text"
                        aria-label={t('deleteNamed', { name: word })}
                        onClick={() =>
                          decide({
                            title: t('deleteWordTitle', { word }),
                            text: t('deleteWordText'),
                            action: t('common:delete'),
                            danger: true,
                            done: t('wordDeleted', { word }),
                            run: () => deleteBlockedWord(id),
                          })
                        }
                      >
                        {t('common:delete')}
                      </Button>
                    </li>
                  ))}
                </ul>
              );
            }}
          </Loaded>
        </Panel>
      </Stack>
    </>
  );
}

function AddWord() {
  const { t } = useTranslation('reviews');
  const client = useQueryClient();
  const keys = useKeyring();
  const [word, setWord] = useState('');
  const [tried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: (text: string) => addBlockedWord(text, keys.keyFor(text)),
    onSuccess: async (_reply, text) => {
      toast.success(t('wordAdded', { word: text }));
      setWord('');
      setTried(false);
      keys.renew();
      await client.invalidateQueries();
    },
  });
  return (
    <form
      noValidate
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (word.trim() !== '') add.mutate(word.trim());
      }}
    >
      <TextField
        label={t('word')}
        maxLength={40}
        value={word}
        error={tried && word.trim() === '' ? t('needed') : undefined}
        onChange={({ target }) => setWord(target.value)}
      />
      <ErrorNote error={add.error} />
      <div>
        <Button variant="primary" type="submit" busy={add.isPending}>
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
