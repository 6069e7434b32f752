// SPDX-License-Identifier: Apache-2.0
// Panels below each other.
import styles from './Stack.module.css';

export function Stack({ children }: { children: React.ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
