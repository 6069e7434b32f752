// SPDX-License-Identifier: Apache-2.0
// A button that opens a small panel below it; a click elsewhere, Escape or a choice closes it.
import { useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import styles from './Menu.module.css';

export function Menu({
  label,
  button,
  children,
}: {
  label: string;
  button: React.ReactNode;
  children: React.ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const { key } = useLocation();
  const [openedAt, setOpenedAt] = useState(key);
  // Going elsewhere closes it.
  const shown = open && openedAt === key;
  useEffect(() => {
    if (!shown) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [shown]);
  return (
    <div ref={root} className={styles.menu}>
      <button
        type="button"
        className={styles.button}
        aria-expanded={shown}
        aria-controls={id}
        aria-label={label}
        onClick={() => {
          setOpenedAt(key);
          setOpen(!shown);
        }}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        {button}
      </button>
      <div
        id={id}
        className={styles.panel}
        hidden={!shown}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setOpen(false);
          root.current?.querySelector('button')?.focus();
        }}
        role="presentation"
      >
        {children}
      </div>
    </div>
  );
}
