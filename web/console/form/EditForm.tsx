// SPDX-License-Identifier: Apache-2.0
// The frame of a form over useEdit(): the merge notice above, what was typed, and below, always in sight, what can be
// done with the changes.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import styles from './EditForm.module.css';
import { LeaveGuard } from './LeaveGuard';
import { MergeNotice } from './MergeNotice';
import type { Edit } from './useEdit';

export function EditForm<Values extends object>({
  edit,
  labels,
  describe,
  action,
  always = false,
  children,
  beside,
}: {
  edit: Edit<Values>;
  // What each field is called.
  labels: Record<keyof Values & string, string>;
  // A field's value as a reader recognises it, in the merge notice.
  describe: (name: keyof Values & string, value: unknown) => string;
  // What saving is called here.
  action?: string;
  // Saving makes sense without changes, too: what was copied, or is new.
  always?: boolean;
  children: React.ReactNode;
  // More buttons.
  beside?: React.ReactNode;
}) {
  const { t } = useTranslation(['console', 'common']);
  const form = useRef<HTMLFormElement>(null);
  const changes = edit.changed.length;
  const submit = () => {
    if (edit.submit()) return;
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')?.focus(),
    );
  };
  return (
    <form
      ref={form}
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {edit.conflict && <MergeNotice edit={edit} labels={labels} describe={describe} />}
      {children}
      <ErrorNote error={edit.error} />
      <div className={styles.bar}>
        <span className={styles.state} role="status">
          {changes > 0 ? t('unsaved', { count: changes }) : edit.saved ? t('common:saved') : ''}
        </span>
        {beside}
        {changes > 0 && (
          <Button onClick={edit.discard} disabled={edit.saving}>
            {t('discard')}
          </Button>
        )}
        <Button
          variant="primary"
          type="submit"
          busy={edit.saving}
          disabled={(changes === 0 && !always) || (edit.conflict?.clashes.length ?? 0) > 0}
        >
          {action ?? t('common:save')}
        </Button>
      </div>
      <LeaveGuard changes={edit.saving ? 0 : changes} />
    </form>
  );
}

// Marks a field that is not saved yet.
export function Changed({ when, children }: { when: boolean; children: React.ReactNode }) {
  const { t } = useTranslation('console');
  return (
    <div className={when ? styles.changed : styles.field}>
      {children}
      {when && <span className="visually-hidden">{t('changed')}</span>}
    </div>
  );
}

export function FormSection({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children: React.ReactNode;
}) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}
