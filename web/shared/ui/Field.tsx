// SPDX-License-Identifier: Apache-2.0
// A labelled control with its hint and its error, tied together for screen readers.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';
import styles from './Field.module.css';

export interface FieldFrame {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  // For a label that only screen readers need.
  hiddenLabel?: boolean;
}

interface Control {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

export function Field({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  children,
}: FieldFrame & { children: (control: Control) => React.ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hiddenLabel ? 'visually-hidden' : styles.label}>
        {label}
        {optional && <span className={styles.optional}>{t('optional')}</span>}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': note ? noteId : undefined,
      })}
      {note && (
        <p id={noteId} className={error ? styles.error : styles.hint} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  ...input
}: FieldFrame & React.ComponentProps<'input'>) {
  return (
    <Field {...frame({ label, hint, error, optional, hiddenLabel })}>
      {(control) => (
        <input type="text" {...input} {...control} className={classes(styles.control, input.className)} />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  ...area
}: FieldFrame & React.ComponentProps<'textarea'>) {
  return (
    <Field {...frame({ label, hint, error, optional, hiddenLabel })}>
      {(control) => (
        <textarea rows={3} {...area} {...control} className={classes(styles.control, styles.area)} />
      )}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  optional,
  hiddenLabel,
  children,
  ...select
}: FieldFrame & React.ComponentProps<'select'>) {
  return (
    <Field {...frame({ label, hint, error, optional, hiddenLabel })}>
      {(control) => (
        <select {...select} {...control} className={classes(styles.control, styles.select, select.className)}>
          {children}
        </select>
      )}
    </Field>
  );
}

export function Checkbox({ label, ...input }: { label: React.ReactNode } & React.ComponentProps<'input'>) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

function frame(
  given: { [key in keyof FieldFrame]: FieldFrame[key] | undefined } & { label: string },
): FieldFrame {
  return {
    label: given.label,
    hint: given.hint,
    error: given.error,
    optional: given.optional ?? false,
    hiddenLabel: given.hiddenLabel ?? false,
  };
}
