// SPDX-License-Identifier: Apache-2.0
// Ctrl-K: pages, and what the console finds for the words, by keyboard. An ARIA combobox whose list is always open.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import type { Command } from './console';
import { useConsole } from './context';
import styles from './Palette.module.css';
import { chosenAfter, matching } from './palette_keys';

export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('console');
  const { useNavigation, useCommands } = useConsole();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const navigate = useNavigate();
  const pages = useNavigation().flatMap(({ places }) =>
    places.map(({ to, text }): Command => ({ id: `page ${to}`, text, note: t('page'), to })),
  );
  const found = useCommands(words.trim());
  const commands = [...matching(pages, words), ...(words.trim() === '' ? [] : found)];
  const current = Math.min(chosen, commands.length - 1);
  const go = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    void navigate(command.to);
  };
  return (
    <Dialog title={t('palette')} open onClose={onClose}>
      <input
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={commands[current] ? `${id}-${current}` : undefined}
        aria-label={t('paletteHint')}
        placeholder={t('paletteHint')}
        maxLength={100}
        autoComplete="off"
        value={words}
        onChange={({ target }) => {
          setWords(target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') go(commands[current]);
          const next = chosenAfter(event.key, current, commands.length);
          if (next === undefined) return;
          event.preventDefault();
          setChosen(next);
        }}
      />
      <ul id={id} role="listbox" aria-label={t('palette')} className={styles.list}>
        {commands.map((command, index) => (
          <li
            key={command.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className={styles.command}
            onPointerMove={() => setChosen(index)}
            onPointerUp={() => go(command)}
          >
            <span>{command.text}</span>
            <span className={styles.note}>{command.note}</span>
          </li>
        ))}
      </ul>
      {commands.length === 0 && <p className={styles.note}>{t('paletteNothing')}</p>}
    </Dialog>
  );
}
