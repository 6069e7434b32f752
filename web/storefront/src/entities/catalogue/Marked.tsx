// SPDX-License-Identifier: Apache-2.0
// A text with what was searched for standing out.
import styles from './Marked.module.css';
import { pieces, type Range } from './marks';

export function Marked({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  return pieces(text, ranges).map(({ text: piece, marked }, index) =>
    marked ? (
      <mark key={index} className={styles.mark}>
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
