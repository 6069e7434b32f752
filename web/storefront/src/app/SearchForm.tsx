// SPDX-License-Identifier: Apache-2.0
// The header's search for products. What helps while words are typed comes when the box is first used.
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import SearchOutlined from '@ant-design/icons-svg/es/asn/SearchOutlined';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { searchAddress } from '@/features/search/addresses';
import type { Described, SearchPanelHandle } from '@/features/search/SearchPanel';
import styles from './SearchForm.module.css';

// Without it the box still searches, so a chunk that cannot be loaded breaks nothing.
const SearchPanel = lazy(() =>
  import('@/features/search/SearchPanel').catch(() => ({ default: () => <></> })),
);

// Android's keyboards compose every word, letter by letter; elsewhere what is composed is not yet a text.
const composesAll = /Android/.test(globalThis.navigator?.userAgent);

export function SearchForm() {
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  // The page's own words when it is a search, or none.
  const query = pathname === '/search' ? (parameters.get('q') ?? '') : '';
  return <Box key={query} query={query} />;
}

function Box({ query }: { query: string }) {
  const { t } = useTranslation(['storefront', 'common']);
  const navigate = useNavigate();
  const list = useId();
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const panel = useRef<SearchPanelHandle>(null);
  const [used, setUsed] = useState(false);
  const [text, setText] = useState(query);
  // The text without what an input method is still composing.
  const [settled, setSettled] = useState(query);
  const [described, setDescribed] = useState<Described>();
  const write = (typed: string, composing: boolean) => {
    setText(typed);
    if (!composing || composesAll) setSettled(typed);
    panel.current?.show();
  };
  const go = (address: string) => {
    input.current?.blur();
    void navigate(address);
  };
  return (
    <div
      ref={root}
      className={styles.box}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || panel.current?.hide()}
    >
      <form
        role="search"
        aria-label={t('searchPlaceholder')}
        className={styles.search}
        onSubmit={(event) => {
          event.preventDefault();
          const words = text.trim();
          panel.current?.hide();
          if (words !== '') go(searchAddress(words));
        }}
      >
        <input
          ref={input}
          name="q"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={described?.expanded ?? false}
          aria-controls={list}
          aria-activedescendant={described?.active}
          aria-label={t('searchPlaceholder')}
          placeholder={t('searchPlaceholder')}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          value={text}
          onFocus={() => {
            setUsed(true);
            panel.current?.show();
          }}
          onClick={() => panel.current?.show()}
          onChange={({ target, nativeEvent }) => write(target.value, (nativeEvent as InputEvent).isComposing)}
          onCompositionEnd={({ currentTarget }) => write(currentTarget.value, false)}
          onKeyDown={(event) => panel.current?.press(event)}
        />
        {text !== '' && (
          <button
            type="button"
            className={styles.clear}
            aria-label={t('common:clear')}
            onClick={() => {
              write('', false);
              input.current?.focus();
            }}
          >
            <Icon icon={CloseOutlined} size={12} />
          </button>
        )}
        <button type="submit" className={styles.submit} aria-label={t('common:search')}>
          <Icon icon={SearchOutlined} size={18} />
        </button>
      </form>
      {used && (
        <Suspense fallback={null}>
          <SearchPanel
            ref={panel}
            id={list}
            text={settled}
            onDescribe={setDescribed}
            onClear={() => write('', false)}
            onReturn={() => input.current?.focus()}
            onGo={go}
          />
        </Suspense>
      )}
    </div>
  );
}
