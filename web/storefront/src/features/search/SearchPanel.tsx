// SPDX-License-Identifier: Apache-2.0
// What the search box offers: completions of what is typed, and before anything is, what was searched for.
import ClockCircleOutlined from '@ant-design/icons-svg/es/asn/ClockCircleOutlined';
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { useEffect, useImperativeHandle, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Marked } from '@/entities/catalogue/Marked';
import { rangesOf } from '@/entities/catalogue/marks';
import { useRested } from '@/entities/search/useRested';
import { searchAddress } from './addresses';
import { closed, press, type Popup } from './combobox';
import styles from './SearchPanel.module.css';
import { useHistory, useHotWords, useSuggestions, type History, type Suggestion } from './words_data';

export interface SearchPanelHandle {
  show: () => void;
  hide: () => void;
  press: (event: React.KeyboardEvent) => void;
}

// What the box tells of the list to who cannot see it; `active` is the id of the choice that keys are at.
export interface Described {
  expanded: boolean;
  active: string | undefined;
}

interface Choice {
  text: string;
  address: string;
  kind: 'history' | 'hot' | 'words' | 'brand' | 'category' | 'product';
}

// The same in every list that has it.
const keyOf = ({ kind, text, address }: Choice) => `${kind} ${text} ${address}`;

const REST_MS = 150;

export default function SearchPanel({
  ref,
  id,
  text,
  onDescribe,
  onClear,
  onReturn,
  onGo,
}: {
  ref: React.Ref<SearchPanelHandle>;
  id: string;
  // What is typed so far.
  text: string;
  onDescribe: (described: Described) => void;
  onClear: () => void;
  // The focus belongs to the box again.
  onReturn: () => void;
  onGo: (address: string) => void;
}) {
  const { t } = useTranslation('search');
  const [open, setOpen] = useState(true);
  // The choice that the arrow keys are at, which a list that comes late may move or no longer have.
  const [at, setAt] = useState<string>();
  const typed = text.trim();
  const history = useHistory(typed === '');
  const { choices, awaited } = useChoices(typed, history);
  const expanded = open && choices.length > 0;
  const active = expanded ? choices.findIndex((choice) => keyOf(choice) === at) : -1;
  const activeId = active === -1 ? undefined : `${id}-${active}`;
  // With the list, so that the box never points at what is gone.
  useLayoutEffect(() => onDescribe({ expanded, active: activeId }), [onDescribe, expanded, activeId]);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const move = (popup: Popup) => {
    const choice = choices[popup.active];
    setOpen(popup.open);
    setAt(choice && keyOf(choice));
  };
  const choose = ({ address }: Choice) => {
    move(closed);
    onGo(address);
  };
  useImperativeHandle(ref, () => ({
    // Another text is another list.
    show: () => move({ open: true, active: -1 }),
    hide: () => move(closed),
    press: (event) => {
      const { key, altKey, shiftKey, nativeEvent } = event;
      // Safari ends the composition before it tells the key that did; 229 is what browsers call such a key.
      const composing = nativeEvent.isComposing || nativeEvent.keyCode === 229;
      const chosen = choices[active];
      const effect = press({ key, altKey, shiftKey, composing }, { open, active }, choices.length);
      if (effect.deed === 'forget' && chosen?.kind !== 'history') return;
      if (effect.taken) event.preventDefault();
      move(effect.popup);
      if (effect.deed === 'choose' && chosen) choose(chosen);
      else if (effect.deed === 'forget' && chosen) {
        // The next one takes its place.
        move({ open, active: active + 1 });
        history.forget(chosen.text);
      } else if (effect.deed === 'clear') onClear();
    },
  }));
  const option = (choice: Choice, index: number) => (
    <Option
      key={keyOf(choice)}
      id={`${id}-${index}`}
      choice={choice}
      typed={typed}
      active={index === active}
      onChoose={() => choose(choice)}
    />
  );
  const ofHistory = choices.filter(({ kind }) => kind === 'history');
  return (
    // Pressing something here leaves the focus in the box.
    <div
      className={styles.panel}
      hidden={!expanded}
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
    >
      <div id={id} role="listbox" aria-label={t('suggestions')} aria-busy={awaited}>
        {typed !== '' ? (
          choices.map(option)
        ) : (
          <>
            <Group title={t('history')} kind="history" choices={choices} option={option} />
            <Group title={t('hotWords')} kind="hot" choices={choices} option={option} />
          </>
        )}
      </div>
      {ofHistory.length > 0 && (
        <Forgetting
          words={ofHistory.map((choice) => choice.text)}
          onForget={(word) => {
            // The button goes with what it forgets.
            onReturn();
            history.forget(word);
          }}
        />
      )}
      <p className="visually-hidden" role="status">
        {expanded && typed !== '' && t('suggested', { count: choices.length })}
      </p>
    </div>
  );
}

const kinds: Partial<Record<Suggestion['kind'], Choice['kind']>> = {
  SUGGESTION_KIND_BRAND: 'brand',
  SUGGESTION_KIND_CATEGORY: 'category',
  SUGGESTION_KIND_PRODUCT: 'product',
};

// `awaited`: the list is still that of another text.
function useChoices(typed: string, history: History): { choices: readonly Choice[]; awaited: boolean } {
  const rested = useRested(typed, REST_MS);
  const { data: suggestions = [], isPlaceholderData, isLoading } = useSuggestions(rested);
  const { data: hotWords = [] } = useHotWords(typed === '');
  if (typed !== '') {
    const choices = suggestions.map(({ kind, text, categoryId, productId }) => ({
      kind: kinds[kind] ?? 'words',
      text,
      address:
        kind === 'SUGGESTION_KIND_CATEGORY'
          ? `/categories/${categoryId}`
          : kind === 'SUGGESTION_KIND_PRODUCT'
            ? `/products/${productId}`
            : searchAddress(text),
    }));
    return { choices, awaited: rested !== typed || isPlaceholderData || isLoading };
  }
  const words = (kind: 'history' | 'hot') => (text: string) => ({ kind, text, address: searchAddress(text) });
  return { choices: [...history.words.map(words('history')), ...hotWords.map(words('hot'))], awaited: false };
}

function Group({
  title,
  kind,
  choices,
  option,
}: {
  title: string;
  kind: Choice['kind'];
  choices: readonly Choice[];
  option: (choice: Choice, index: number) => React.ReactNode;
}) {
  const own = choices.map((choice, index) => (choice.kind === kind ? option(choice, index) : null));
  if (own.every((each) => each === null)) return null;
  return (
    <div role="group" aria-label={title}>
      <div className={styles.title} role="presentation" aria-hidden="true">
        {title}
      </div>
      <div className={kind === 'hot' ? styles.hot : undefined} role="presentation">
        {own}
      </div>
    </div>
  );
}

function Option({
  id,
  choice: { kind, text },
  typed,
  active,
  onChoose,
}: {
  id: string;
  choice: Choice;
  typed: string;
  active: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation('search');
  const label = { brand: t('kindBrand'), category: t('kindCategory'), product: t('kindProduct') };
  return (
    // Keys are the box's.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={classes(styles.option, active && styles.active)}
      onClick={onChoose}
    >
      {kind !== 'hot' && <Icon icon={kind === 'history' ? ClockCircleOutlined : SearchOutlined} size={14} />}
      <span className={styles.text}>
        <Marked text={text} ranges={rangesOf(text, typed)} />
      </span>
      {kind in label && <span className={styles.kind}>{label[kind as keyof typeof label]}</span>}
    </div>
  );
}

// Buttons beside the history: choices of a list cannot have any.
function Forgetting({ words, onForget }: { words: readonly string[]; onForget: (word?: string) => void }) {
  const { t } = useTranslation('search');
  return (
    <div className={styles.forgetting}>
      <button type="button" className={styles.clear} onClick={() => onForget()}>
        {t('clearHistory')}
      </button>
      {words.map((word) => (
        <button
          key={word}
          type="button"
          className={styles.forget}
          aria-label={t('forgetWord', { word })}
          title={t('forgetWord', { word })}
          onClick={() => onForget(word)}
        >
          <Icon icon={CloseOutlined} size={10} />
        </button>
      ))}
    </div>
  );
}
