// SPDX-License-Identifier: Apache-2.0
// Short news at the edge of the page, read out to screen readers. Failures stay longer than successes.
import { useSyncExternalStore } from 'react';
import { errorText } from '@/api/error_text';
import { classes } from './classes';
import styles from './Toast.module.css';

interface Toast {
  id: number;
  text: string;
  kind: 'success' | 'error';
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(text: string, kind: Toast['kind']) {
  const id = ++last;
  publish([...toasts.filter((toast) => toast.text !== text), { id, text, kind }].slice(-3));
  setTimeout(() => publish(toasts.filter((toast) => toast.id !== id)), kind === 'error' ? 8000 : 3000);
}

export const toast = {
  success: (text: string) => show(text, 'success'),
  error: (failure: unknown) => show(typeof failure === 'string' ? failure : errorText(failure), 'error'),
};

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles.toasts} aria-live="polite">
      {shown.map(({ id, text, kind }) => (
        <p key={id} className={classes(styles.toast, styles[kind])}>
          {text}
        </p>
      ))}
    </div>
  );
}
