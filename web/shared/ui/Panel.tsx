// SPDX-License-Identifier: Apache-2.0
// A card on the page: the frame of nearly everything.
import { classes } from './classes';
import styles from './Panel.module.css';

export function Panel({
  title,
  extra,
  children,
  className,
}: {
  title?: React.ReactNode;
  // At the right of the title.
  extra?: React.ReactNode;
  children: React.ReactNode;
  className?: string | undefined;
}) {
  return (
    <section className={classes(styles.panel, className)}>
      {(title || extra) && (
        <header className={styles.header}>
          {title && <h2 className={styles.title}>{title}</h2>}
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}
