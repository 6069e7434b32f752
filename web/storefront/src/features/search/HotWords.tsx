// SPDX-License-Identifier: Apache-2.0
// What many search for, as ways on.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { searchAddress } from './addresses';
import styles from './HotWords.module.css';

export function HotWords({ words, className }: { words: readonly string[]; className: string | undefined }) {
  const { t } = useTranslation('search');
  if (words.length === 0) return null;
  return (
    <nav className={className} aria-labelledby="hot-words">
      <h2 id="hot-words">{t('hotWords')}</h2>
      <ul className={styles.words}>
        {words.map((word) => (
          <li key={word}>
            <Link to={searchAddress(word)} className={styles.word}>
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
