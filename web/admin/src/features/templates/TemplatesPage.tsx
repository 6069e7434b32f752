// SPDX-License-Identifier: Apache-2.0
// The words of messages, by kind, channel and language.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Column } from '@ecommerce/console/list/columns';
import { ChoiceFilter, SearchFilter } from '@ecommerce/console/list/Filters';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { ListTable } from '@ecommerce/console/list/ListTable';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { useWholeRows } from '@/entities/whole/useWholeRows';
import {
  addressOf,
  channelOf,
  CHANNELS,
  kindOf,
  KINDS,
  languageOf,
  LANGUAGES,
  matches,
  type Template,
} from './template_text';
import { useTemplates } from './templates_data';
import styles from './TemplatesPage.module.css';

export function Page() {
  const { t } = useTranslation(['templates', 'admin']);
  const address = useListAddress(['q', 'kind', 'channel', 'language', 'written']);
  const { q, kind, channel, language, written } = address.filters;
  const wanted = { words: q, kind, channel, language, written: written === '1' };
  const rows = useWholeRows(useTemplates(), (template) => matches(wanted, template), address);
  return (
    <>
      <PageHeader title={t('admin:templates')} />
      <ListTable
        name="templates"
        label={t('admin:templates')}
        address={address}
        rows={rows}
        rowKey={({ key }) => (key ? addressOf(key) : '')}
        columns={useTemplateColumns()}
        filters={
          <>
            <SearchFilter label={t('search')} value={q} onChange={(value) => address.change({ q: value })} />
            <ChoiceFilter
              label={t('kind')}
              value={kind}
              choices={KINDS.map((each) => ({ value: each, text: t(`kinds.${each}`) }))}
              onChange={(value) => address.change({ kind: value })}
            />
            <ChoiceFilter
              label={t('channel')}
              value={channel}
              choices={CHANNELS.map((each) => ({ value: each, text: t(`channels.${each}`) }))}
              onChange={(value) => address.change({ channel: value })}
            />
            <ChoiceFilter
              label={t('language')}
              value={language}
              choices={LANGUAGES.map((each) => ({ value: each, text: t(`languages.${each}`) }))}
              onChange={(value) => address.change({ language: value })}
            />
            <ChoiceFilter
              label={t('words')}
              value={written}
              choices={[{ value: '1', text: t('written') }]}
              onChange={(value) => address.change({ written: value })}
            />
          </>
        }
        empty={{ title: t('none') }}
      />
    </>
  );
}

function useTemplateColumns(): Column<Template>[] {
  const { t } = useTranslation('templates');
  return [
    {
      key: 'title',
      title: t('title'),
      fixed: true,
      render: ({ key, title }) =>
        key && (
          <div className={styles.name}>
            <Link to={addressOf(key)} lang={languageOf(key) === 'EN' ? 'en' : 'zh-CN'}>
              {title}
            </Link>
            <code className={styles.type}>{key.type}</code>
          </div>
        ),
    },
    { key: 'kind', title: t('kind'), render: (template) => t(`kinds.${kindOf(template)}`) },
    { key: 'channel', title: t('channel'), render: ({ key }) => key && t(`channels.${channelOf(key)}`) },
    { key: 'language', title: t('language'), render: ({ key }) => key && t(`languages.${languageOf(key)}`) },
    {
      key: 'words',
      title: t('words'),
      render: ({ builtIn, version }) =>
        builtIn ? t('builtIn') : <Tag tone="primary">{t('versionNo', { version })}</Tag>,
    },
  ];
}
