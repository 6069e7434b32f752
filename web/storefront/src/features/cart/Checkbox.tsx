// SPDX-License-Identifier: Apache-2.0
// A tick for one line or, half ticked, for many.
import { useEffect, useRef } from 'react';
import { classes } from '@ecommerce/shared/ui/classes';
import type { Ticks } from './cart_view';
import styles from './Checkbox.module.css';

export function Checkbox({
  ticks,
  label,
  shown,
  onChange,
}: {
  ticks: Ticks;
  label: string;
  // Beside the box; without it the label is for screen readers alone.
  shown?: React.ReactNode;
  onChange: (selected: boolean) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = ticks === 'some';
  }, [ticks]);
  return (
    <label className={classes(styles.tick, ticks === 'empty' && styles.disabled)}>
      <input
        ref={box}
        type="checkbox"
        aria-label={shown === undefined ? label : undefined}
        checked={ticks === 'all'}
        disabled={ticks === 'empty'}
        onChange={() => onChange(ticks !== 'all')}
      />
      {shown !== undefined && (
        <span>
          {shown} <span className="visually-hidden">{label}</span>
        </span>
      )}
    </label>
  );
}
