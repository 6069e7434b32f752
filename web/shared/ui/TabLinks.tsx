// SPDX-License-Identifier: Apache-2.0
// The parts of a list, each at its address, with how much waits in it.
import { Link } from 'react-router';
import { Badge } from './Badge';
import { classes } from './classes';
import styles from './TabLinks.module.css';

export function TabLinks({
  label,
  tabs,
  className,
}: {
  // What the tabs divide, for those who cannot see them.
  label: string;
  tabs: { to: string; text: string; waiting: number; current: boolean }[];
  className?: string | undefined;
}) {
  return (
    <nav aria-label={label}>
      <ul className={classes(styles.tabs, className)}>
        {tabs.map(({ to, text, waiting, current }) => (
          <li key={to}>
            <Link
              to={to}
              replace
              preventScrollReset
              className={classes(styles.tab, current && styles.current)}
              aria-current={current ? 'page' : undefined}
            >
              {text}
              <Badge count={waiting} className={styles.badge} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
