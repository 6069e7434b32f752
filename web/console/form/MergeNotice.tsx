// SPDX-License-Identifier: Apache-2.0
// Somebody else saved meanwhile: what of theirs was taken over, and what both changed.
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import styles from './MergeNotice.module.css';
import type { Edit } from './useEdit';

export function MergeNotice<Values extends object>({
  edit,
  labels,
  describe,
}: {
  edit: Edit<Values>;
  labels: Record<keyof Values & string, string>;
  describe: (name: keyof Values & string, value: unknown) => string;
}) {
  const { t } = useTranslation('console');
  const { conflict, values } = edit;
  if (!conflict) return null;
  return (
    <section className={styles.notice} role="alert">
      <h2>{t('mergeTitle')}</h2>
      {conflict.taken.length > 0 && (
        <p>
          {t('mergeTaken', { fields: conflict.taken.map((name) => labels[name]).join(t('listSeparator')) })}
        </p>
      )}
      {conflict.clashes.length === 0 ? (
        <p>{t('mergeDone')}</p>
      ) : (
        conflict.clashes.map((name) => (
          <div key={name} className={styles.clash}>
            <h3>{labels[name]}</h3>
            <div className={styles.side}>
              <p>{t('mergeTheirs')}</p>
              <p className={styles.value}>{describe(name, conflict.theirs.values[name])}</p>
              <Button size="small" onClick={() => edit.takeTheirs(name)}>
                {t('takeTheirs')}
              </Button>
            </div>
            <div className={styles.side}>
              <p>{t('mergeMine')}</p>
              <p className={styles.value}>{describe(name, values[name])}</p>
              <Button size="small" onClick={() => edit.keepMine(name)}>
                {t('keepMine')}
              </Button>
            </div>
          </div>
        ))
      )}
    </section>
  );
}
