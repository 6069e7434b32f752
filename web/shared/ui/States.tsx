// SPDX-License-Identifier: Apache-2.0
// What a list or page shows while there is nothing to show: loading, nothing there, or a failure that says what to
// do and names its trace.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { errorText } from '../i18n/error_text';
import { Button } from './Button';
import { classes } from './classes';
import styles from './States.module.css';

export function Skeleton({
  width,
  height = 16,
  className,
}: {
  width?: number | string;
  height?: number | string;
  className?: string;
}) {
  return (
    <span className={classes(styles.skeleton, className)} style={{ width, height }} aria-hidden="true" />
  );
}

// Wraps skeletons, so that screen readers hear once that something loads.
export function Loading({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('loading')}
      </span>
      {children}
    </div>
  );
}

export function EmptyState({
  title,
  text,
  children,
  art,
  whole = false,
  card = false,
}: {
  title: string;
  text?: string;
  // It is all that the page shows, so its title is the page's.
  whole?: boolean;
  // Where it is on the bare page, in place of a list.
  card?: boolean;
  // The next action.
  children?: React.ReactNode;
  art?: React.ReactNode;
}) {
  return (
    <div className={classes(styles.state, card && styles.card)}>
      <div className={styles.art} aria-hidden="true">
        {art ?? <EmptyBox />}
      </div>
      <Title whole={whole}>{title}</Title>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

export function ErrorState({
  error,
  retry,
  whole = false,
}: {
  error: unknown;
  retry?: () => void;
  whole?: boolean;
}) {
  const { t } = useTranslation(['common', 'errors']);
  return (
    <div className={styles.state} role="alert">
      <Title whole={whole}>{t('errors:title')}</Title>
      <p className={styles.text}>{errorText(error)}</p>
      <TraceId error={error} />
      {retry && (
        <div className={styles.actions}>
          <Button onClick={retry}>{t('retry')}</Button>
        </div>
      )}
    </div>
  );
}

// A failure inside a form: it keeps what was typed and says what to do.
// It comes into view by itself: who pressed the button may be looking elsewhere.
export function ErrorNote({ error, text }: { error: unknown; text?: string }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) note.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (!error) return null;
  return (
    <div ref={note} className={styles.note} role="alert">
      <p>{text ?? errorText(error)}</p>
      <TraceId error={error} />
    </div>
  );
}

function TraceId({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError) || error.traceId === '') return null;
  return (
    <p className={styles.trace}>
      {t('traceId')} <code>{error.traceId}</code>
    </p>
  );
}

function Title({ whole, children }: { whole: boolean; children: React.ReactNode }) {
  return whole ? <h1 className={styles.title}>{children}</h1> : <p className={styles.title}>{children}</p>;
}

function EmptyBox() {
  return (
    <svg width="96" height="72" viewBox="0 0 96 72" fill="none">
      <ellipse cx="48" cy="64" rx="40" ry="6" fill="currentColor" opacity=".08" />
      <path
        d="M20 30 34 12h28l14 18v26a4 4 0 0 1-4 4H24a4 4 0 0 1-4-4V30Z"
        fill="currentColor"
        opacity=".1"
      />
      <path
        d="M20 30 34 12h28l14 18M20 30v26a4 4 0 0 0 4 4h48a4 4 0 0 0 4-4V30M20 30h17a4 4 0 0 1 4 4 4 4 0 0 0 4 4h6a4 4 0 0 0 4-4 4 4 0 0 1 4-4h17"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        opacity=".45"
      />
    </svg>
  );
}
