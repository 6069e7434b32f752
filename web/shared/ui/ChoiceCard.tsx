// SPDX-License-Identifier: Apache-2.0
// One of several choices as a card that can be pressed anywhere; a radio button underneath.
import styles from './ChoiceCard.module.css';
import { classes } from './classes';

export function ChoiceCard({
  children,
  className,
  ...input
}: { children: React.ReactNode } & React.ComponentProps<'input'>) {
  return (
    <label className={classes(styles.card, className)}>
      <input type="radio" {...input} />
      <div className={styles.text}>{children}</div>
    </label>
  );
}
