// SPDX-License-Identifier: Apache-2.0
// A short mark beside something.
import { classes } from './classes';
import styles from './Tag.module.css';

export type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'error' | 'info';

export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: React.ReactNode }) {
  return <span className={classes(styles.tag, styles[tone])}>{children}</span>;
}
