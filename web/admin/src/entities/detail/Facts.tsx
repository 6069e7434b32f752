// SPDX-License-Identifier: Apache-2.0
// What is known of a thing: names and values. What is empty is left out.
import styles from './Facts.module.css';

export interface Fact {
  name: string;
  value: React.ReactNode;
}

export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== undefined && value !== '' && value !== null && value !== false)
        .map(({ name, value }) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
