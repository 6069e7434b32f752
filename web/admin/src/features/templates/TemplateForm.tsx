// SPDX-License-Identifier: Apache-2.0
// Writes the words of a message, and shows how they would look with samples for what they leave open.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EditForm, FormSection } from '@ecommerce/console/form/EditForm';
import { useEdit, type Problems, type Version } from '@ecommerce/console/form/useEdit';
import { hasReason } from '@ecommerce/shared/api/problem';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { faultOf, languageOf, type Template, type TemplateKey } from './template_text';
import styles from './TemplateForm.module.css';
import {
  BODY_LENGTH,
  previewTemplate,
  readTemplate,
  saveTemplate,
  TITLE_LENGTH,
  type Preview,
  type TemplateWords,
} from './templates_data';

function versionOf({ title, body, version }: Template): Version<TemplateWords> {
  return { values: { title, body }, etag: String(version) };
}

export function TemplateForm({
  template,
  templateKey: key,
}: {
  template: Template;
  templateKey: TemplateKey;
}) {
  const { t } = useTranslation('templates');
  const client = useQueryClient();
  const { variables } = template;
  const lang = languageOf(key) === 'EN' ? 'en' : 'zh-CN';
  const preview = useMutation({ mutationFn: (words: TemplateWords) => previewTemplate(key, words) });
  const edit = useEdit<TemplateWords>({
    version: versionOf(template),
    check: (words) => {
      const problems: Problems<TemplateWords> = {};
      for (const name of ['title', 'body'] as const) {
        const found = faultOf(words[name], variables);
        if (found) problems[name] = t(`faults.${found.fault}`, { name: 'name' in found ? found.name : '' });
      }
      return problems;
    },
    save: async (words, _changed, { etag }) => {
      const { version } = await saveTemplate(key, Number(etag), words);
      await client.invalidateQueries();
      return { values: words, etag: String(version) };
    },
    reload: async () => versionOf(await readTemplate(key)),
    overtaken: (error) => hasReason(error, 'TEMPLATE_CHANGED'),
  });
  const { title, body } = edit.values;
  return (
    <EditForm
      edit={edit}
      labels={{ title: t('title'), body: t('body') }}
      describe={(_name, value) => String(value)}
      beside={
        <Button busy={preview.isPending} onClick={() => preview.mutate(edit.values)}>
          {t('preview')}
        </Button>
      }
    >
      <FormSection title={t('edit')} note={t('follows')}>
        <div className={styles.fields}>
          <TextField
            label={t('title')}
            lang={lang}
            maxLength={TITLE_LENGTH}
            value={title}
            error={edit.problems.title}
            onChange={({ target }) => edit.set('title', target.value)}
          />
          <TextArea
            label={t('body')}
            lang={lang}
            rows={6}
            maxLength={BODY_LENGTH}
            value={body}
            error={edit.problems.body}
            onChange={({ target }) => edit.set('body', target.value)}
          />
          {variables.length > 0 && (
            <p className={styles.variables}>
              {t('variables')}
              {variables.map((name) => (
                <Tag key={name}>{`{${name}}`}</Tag>
              ))}
            </p>
          )}
          <ErrorNote error={preview.error} />
        </div>
      </FormSection>
      {preview.data && <Shown preview={preview.data} lang={lang} />}
    </EditForm>
  );
}

function Shown({ preview, lang }: { preview: Preview; lang: string }) {
  const { t } = useTranslation('templates');
  return (
    <FormSection title={t('preview')} note={t('samples')}>
      <div className={styles.preview} lang={lang} data-testid="preview">
        <strong>{preview.title}</strong>
        <p>{preview.body}</p>
      </div>
      {preview.html !== '' && (
        <details className={styles.html}>
          <summary>{t('html')}</summary>
          <pre>{preview.html}</pre>
        </details>
      )}
    </FormSection>
  );
}
