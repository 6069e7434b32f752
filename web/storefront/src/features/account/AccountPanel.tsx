// SPDX-License-Identifier: Apache-2.0
// A page of the account as one card with its heading.
import styles from './Account.module.css';

export function AccountPanel({
  title,
  text,
  extra,
  children,
}: {
  title: string;
  // What the page is about, where its title does not say it all.
  text?: React.ReactNode;
  // At the right of the title.
  extra?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section className={styles.panel}>
      <header className={styles.header}>
        <div>
          <h1>{title}</h1>
          {text && <p className={styles.text}>{text}</p>}
        </div>
        {extra}
      </header>
      {children}
    </section>
  );
}
