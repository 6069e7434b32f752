// SPDX-License-Identifier: Apache-2.0
// Short news at the edge of the page, read out to screen readers. Failures stay longer than successes.
import { useSyncExternalStore } from 'react';
import { errorText } from '../i18n/error_text';
import { classes } from './classes';
import styles from './Toast.module.css';

interface Toast {
  id: number;
  text: string;
  kind: 'success' | 'error';
  action?: ToastAction | undefined;
}

// What can be done about the news: look at the cart, take it back.
export interface ToastAction {
  text: string;
  run: () => void;
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function hide(id: number) {
  publish(toasts.filter((toast) => toast.id !== id));
}

function show(text: string, kind: Toast['kind'], action?: ToastAction) {
  const id = ++last;
  publish([...toasts.filter((toast) => toast.text !== text), { id, text, kind, action }].slice(-3));
  setTimeout(() => hide(id), kind === 'error' || action ? 8000 : 3000);
}

export const toast = {
  success: (text: string, action?: ToastAction) => show(text, 'success', action),
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
      {shown.map(({ id, text, kind, action }) => (
        <div key={id} className={classes(styles.toast, styles[kind])}>
          <p>{text}</p>
          {action && (
            <button
              type="button"
              onClick={() => {
                hide(id);
                action.run();
              }}
            >
              {action.text}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
