// SPDX-License-Identifier: Apache-2.0
// Sets a parameter: an editor of its kind, and the reason.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EditForm, FormSection } from '@ecommerce/console/form/EditForm';
import { useEdit, type Problems, type Version } from '@ecommerce/console/form/useEdit';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { SelectField, TextField } from '@ecommerce/shared/ui/Field';
import { problemOf, type Parameter } from './parameter_value';
import styles from './ParameterForm.module.css';
import { parameterOf, readParameter, REASON_LENGTH } from './parameters_data';

interface Values {
  value: string;
  reason: string;
}

// The reason belongs to one change, so each begins without.
function versionOf({ value, valueInForce, etag }: Parameter): Version<Values> {
  return { values: { value: value ?? valueInForce, reason: '' }, etag };
}

export function ParameterForm({ parameter }: { parameter: Parameter }) {
  const { t } = useTranslation('parameters');
  const client = useQueryClient();
  const { name, min, max } = parameter;
  const params = { path: { name } };
  const edit = useEdit<Values>({
    version: versionOf(parameter),
    check: ({ value, reason }) => {
      const problems: Problems<Values> = {};
      const problem = problemOf(parameter, value);
      if (problem) problems.value = t(problem, { min, max });
      else if (value.trim() === parameter.value) problems.value = t('unchanged');
      if (reason.trim() === '') problems.reason = t('needed');
      return problems;
    },
    save: async ({ value, reason }, _changed, { etag }) => {
      const body = { value: value.trim(), reason: reason.trim(), etag };
      const saved = parameterOf(await unwrap(api.PUT('/v1/admin/parameters/{name}', { params, body })));
      await client.invalidateQueries();
      return versionOf(saved);
    },
    reload: async () => versionOf(await readParameter(name)),
  });
  return (
    <EditForm
      edit={edit}
      labels={{ value: t('value'), reason: t('reason') }}
      describe={(_name, value) => String(value)}
      action={t('action')}
      always
    >
      <FormSection title={t('change')} note={t('follows')}>
        <div className={styles.fields}>
          <Editor
            parameter={parameter}
            value={edit.values.value}
            error={edit.problems.value}
            onChange={(value) => edit.set('value', value)}
          />
          <TextField
            label={t('reason')}
            hint={t('reasonHint')}
            maxLength={REASON_LENGTH}
            value={edit.values.reason}
            error={edit.problems.reason}
            onChange={({ target }) => edit.set('reason', target.value)}
          />
        </div>
      </FormSection>
    </EditForm>
  );
}

function Editor({
  parameter: { kind, choices },
  value,
  error,
  onChange,
}: {
  parameter: Parameter;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation('parameters');
  const frame = { label: t('value'), value, error };
  if (kind === 'PARAMETER_KIND_BOOLEAN' || kind === 'PARAMETER_KIND_CHOICE') {
    const offered =
      kind === 'PARAMETER_KIND_CHOICE'
        ? choices.map((choice) => ({ value: choice, text: choice }))
        : [
            { value: 'yes', text: t('yes') },
            { value: 'no', text: t('no') },
          ];
    return (
      <SelectField {...frame} onChange={({ target }) => onChange(target.value)}>
        {offered.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <TextField
      {...frame}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      inputMode={kind === 'PARAMETER_KIND_INTEGER' ? 'numeric' : 'text'}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
