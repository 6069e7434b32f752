// SPDX-License-Identifier: Apache-2.0
// Words that stand for each other, and what people searched for in vain: the one mends the other.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { useDecide } from '@/entities/decision/useDecide';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { When } from '@/entities/detail/When';
import { deleteSynonyms, useMissedWords, useSynonyms, type SynonymGroup } from './search_data';
import styles from './SearchPage.module.css';
import { SynonymsDialog, type Draft } from './SynonymsDialog';

export function Page() {
  const { t } = useTranslation(['search', 'admin']);
  const [draft, setDraft] = useState<Draft>();
  return (
    <>
      <PageHeader title={t('admin:search')}>
        <Button variant="primary" onClick={() => setDraft({ id: '', words: [] })}>
          {t('addTitle')}
        </Button>
      </PageHeader>
      <Stack>
        <Panel title={t('missed')}>
          <Missed onAdd={(word) => setDraft({ id: '', words: [word] })} />
        </Panel>
        <Panel title={t('synonyms')}>
          <p className={styles.note}>{t('synonymsText')}</p>
          <Synonyms onEdit={setDraft} />
        </Panel>
      </Stack>
      {draft && <SynonymsDialog draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  );
}

function Synonyms({ onEdit }: { onEdit: (draft: Draft) => void }) {
  const { t } = useTranslation(['search', 'common']);
  const decide = useDecide();
  const remove = ({ id, words }: SynonymGroup) =>
    decide({
      title: t('deleteTitle', { name: words[0] }),
      text: t('deleteText', { words: words.join(' · ') }),
      action: t('common:delete'),
      danger: true,
      done: t('deleted'),
      run: () => deleteSynonyms(id),
    });
  return (
    <Loaded query={useSynonyms()}>
      {(groups) =>
        groups.length === 0 ? (
          <EmptyState title={t('none')} />
        ) : (
          <ul className={styles.rows}>
            {groups.map((group) => (
              <li key={group.id}>
                <span className={styles.words}>
                  {group.words.map((word) => (
                    <Tag key={word}>{word}</Tag>
                  ))}
                </span>
                <span className={styles.side}>
                  <When time={group.updatedAt} />
                </span>
                <Button
                  size="small"
                  aria-label={t('editOf', { name: group.words[0] })}
                  onClick={() => onEdit(group)}
                >
                  {t('common:edit')}
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  aria-label={t('deleteOf', { name: group.words[0] })}
                  onClick={() => remove(group)}
                >
                  {t('common:delete')}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Missed({ onAdd }: { onAdd: (word: string) => void }) {
  const { t } = useTranslation('search');
  return (
    <Loaded query={useMissedWords()}>
      {(words) =>
        words.length === 0 ? (
          <EmptyState title={t('missedNone')} />
        ) : (
          <ul className={styles.rows}>
            {words.map(({ text, count, lastAt }) => (
              <li key={text}>
                <span className={styles.words}>{text}</span>
                <span className={styles.side}>
                  {t('count')}: {formatNumber(BigInt(count))} · <When time={lastAt} />
                </span>
                <Button
                  size="small"
                  aria-label={t('asSynonymOf', { name: text })}
                  onClick={() => onAdd(text)}
                >
                  {t('asSynonym')}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
