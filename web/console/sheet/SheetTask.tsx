// SPDX-License-Identifier: Apache-2.0
// A file of lines that are done one by one: choose it, see what is wrong with it, do the rest, and take what was wrong
// back as a file.
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Tag, type Tone } from '@ecommerce/shared/ui/Tag';
import { LeaveGuard } from '../form/LeaveGuard';
import { download, writeSheet } from './csv';
import styles from './SheetTask.module.css';
import { useSheet, type Line, type LineState, type SheetWork, type Unreadable } from './useSheet';

export interface SheetTexts {
  // What the file is for, and what it has to hold.
  intro: string;
  // What the button says: "Ship 193 orders".
  action: (count: number) => string;
}

const SHOWN_MAX = 200;
const tones: Record<LineState, Tone> = {
  looking: 'neutral',
  fine: 'info',
  wrong: 'error',
  done: 'success',
  failed: 'error',
};

export function SheetTask<Key extends string, Item>({
  name,
  work,
  texts,
}: {
  // Of the files that it offers.
  name: string;
  work: SheetWork<Key, Item>;
  texts: SheetTexts;
}) {
  const { t } = useTranslation('console');
  const sheet = useSheet(work, (number) => t('sheetTwice', { number }));
  const { phase, lines } = sheet;
  const count = (...states: LineState[]) => lines.filter(({ state }) => states.includes(state)).length;
  const open = count('fine', 'failed');
  const bad = lines.filter(({ state }) => state === 'wrong' || state === 'failed');
  const titles = work.columns.map(({ titles: [title] }) => title ?? '');
  const save = async () => {
    const table = bad.map((line) => [...work.columns.map(({ key }) => line.cells[key]), line.problem]);
    download(`${name}-problems.csv`, await writeSheet([[...titles, t('sheetProblem')], ...table]));
  };
  const example = async () => {
    download(`${name}.csv`, await writeSheet([titles, work.columns.map((column) => column.example)]));
  };
  if (phase === 'choosing')
    return (
      <Panel className={styles.choose}>
        <p>{texts.intro}</p>
        <FileField onFile={(file) => void sheet.take(file)} />
        {sheet.unreadable && <Refusal refusal={sheet.unreadable} />}
        <p className={styles.columns}>{t('sheetColumns', { columns: titles.join(t('listSeparator')) })}</p>
        <Button variant="text" onClick={() => void example()}>
          {t('sheetExample')}
        </Button>
      </Panel>
    );
  const done = phase === 'looking' ? lines.length - count('looking') : count('done', 'failed', 'wrong');
  return (
    <Panel>
      <LeaveGuard changes={phase === 'doing' ? open : 0} />
      <p role="status" className={styles.summary}>
        {t(`sheetPhase.${phase}`, {
          lines: formatNumber(lines.length),
          fine: formatNumber(open),
          done: formatNumber(count('done')),
          bad: formatNumber(bad.length),
        })}
      </p>
      {(phase === 'looking' || phase === 'doing') && (
        <progress
          className={styles.progress}
          aria-label={t('sheetProgress')}
          max={lines.length}
          value={done}
        />
      )}
      <div className={styles.actions}>
        {(phase === 'looked' || phase === 'finished') && open > 0 && (
          <Button variant="primary" onClick={() => void sheet.run()}>
            {phase === 'looked' ? texts.action(open) : t('sheetRetry', { number: formatNumber(open) })}
          </Button>
        )}
        {phase === 'doing' && <Button onClick={sheet.stop}>{t('sheetStop')}</Button>}
        {bad.length > 0 && phase !== 'looking' && phase !== 'doing' && (
          <Button onClick={() => void save()}>{t('sheetSave')}</Button>
        )}
        {phase !== 'doing' && <Button onClick={sheet.again}>{t('sheetAgain')}</Button>}
      </div>
      <Lines titles={titles} columns={work.columns.map(({ key }) => key)} lines={lines} />
    </Panel>
  );
}

function FileField({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation('console');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={classes(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <label htmlFor={id}>{t('sheetDrop')}</label>
      <input
        id={id}
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={({ target }) => {
          take(target.files);
          // The same file again, mended, is a change.
          target.value = '';
        }}
      />
    </div>
  );
}

function Refusal({ refusal }: { refusal: Unreadable }) {
  const { t } = useTranslation('console');
  return (
    <p role="alert" className={styles.problem}>
      {refusal.why === 'missing'
        ? t('sheetMissing', { columns: refusal.columns.join(t('listSeparator')) })
        : refusal.why === 'lines'
          ? t('sheetLines', { max: formatNumber(refusal.max) })
          : t(`sheetUnreadable.${refusal.why}`)}
    </p>
  );
}

function Lines<Key extends string, Item>({
  titles,
  columns,
  lines,
}: {
  titles: string[];
  columns: Key[];
  lines: Line<Key, Item>[];
}) {
  const { t } = useTranslation('console');
  const isBad = ({ state }: Line<Key, Item>) => state === 'wrong' || state === 'failed';
  const shown = [...lines.filter(isBad), ...lines.filter((line) => !isBad(line))].slice(0, SHOWN_MAX);
  return (
    <div className={styles.lines}>
      <table aria-label={t('sheetTable')}>
        <thead>
          <tr>
            <th scope="col">{t('sheetLine')}</th>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">{t('sheetState')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.number}>
              <td>{line.number}</td>
              {columns.map((key) => (
                <td key={key}>{line.cells[key]}</td>
              ))}
              <td>
                <Tag tone={tones[line.state]}>{t(`sheetLineState.${line.state}`)}</Tag>{' '}
                <span className={styles.problem}>{line.problem}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && (
        <p className={styles.columns}>
          {t('sheetMore', { number: formatNumber(lines.length - shown.length) })}
        </p>
      )}
    </div>
  );
}
