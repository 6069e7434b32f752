// SPDX-License-Identifier: Apache-2.0
// The tags of reviews, and the phrases that bring them.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState, ErrorNote } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useDecide } from '@/entities/decision/useDecide';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { addTagRule, deleteTagRule, useTagRules } from './reviews_data';
import styles from './TagsPage.module.css';

export function Page() {
  const { t } = useTranslation(['reviews', 'admin', 'common']);
  const decide = useDecide();
  const remove = (id: string, name: string) =>
    decide({
      title: t('deleteTagTitle', { name }),
      text: t('deleteTagText'),
      action: t('common:delete'),
      danger: true,
      done: t('tagDeleted', { name }),
      run: () => deleteTagRule(id),
    });
  return (
    <>
      <PageHeader title={t('admin:tags')} />
      <Stack>
        <Panel title={t('add')}>
          <p className={styles.note}>{t('tagsText')}</p>
          <AddTag />
        </Panel>
        <Panel title={t('tags')}>
          <Loaded query={useTagRules()}>
            {(rules) =>
              rules.length === 0 ? (
                <EmptyState title={t('noneTags')} />
              ) : (
                <ul className={styles.rules}>
                  {rules.map(({ tag, phrases }) => (
                    <li key={tag?.id}>
                      <strong className={styles.name}>{tag?.name}</strong>
                      <span className={styles.phrases}>
                        {phrases.map((phrase) => (
                          <Tag key={phrase}>{phrase}</Tag>
                        ))}
                      </span>
                      <Button
                        size="small"
                        variant="danger"
                        aria-label={t('deleteNamed', { name: tag?.name })}
                        onClick={() => tag && remove(tag.id, tag.name)}
                      >
                        {t('common:delete')}
                      </Button>
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Panel>
      </Stack>
    </>
  );
}

function AddTag() {
  const { t } = useTranslation('reviews');
  const client = useQueryClient();
  const keys = useKeyring();
  const [typed, setTyped] = useState({ name: '', phrases: '' });
  const [tried, setTried] = useState(false);
  const name = typed.name.trim();
  const phrases = [
    ...new Set(
      typed.phrases
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
  const add = useMutation({
    mutationFn: () => addTagRule(name, phrases, keys.keyFor([name, phrases])),
    onSuccess: async () => {
      toast.success(t('tagAdded', { name }));
      setTyped({ name: '', phrases: '' });
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
        if (name !== '' && phrases.length > 0) add.mutate();
      }}
    >
      <TextField
        label={t('tag')}
        maxLength={20}
        value={typed.name}
        error={tried && name === '' ? t('needed') : undefined}
        onChange={({ target }) => setTyped({ ...typed, name: target.value })}
      />
      <TextArea
        label={t('phrases')}
        hint={t('phrasesHint')}
        value={typed.phrases}
        error={tried && phrases.length === 0 ? t('needed') : undefined}
        onChange={({ target }) => setTyped({ ...typed, phrases: target.value })}
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
