// SPDX-License-Identifier: Apache-2.0
// Failures of single fields, moved from the API's reply to the form's own fields.
import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import { ApiError } from '../api/problem';

// Marks the fields that the API refused, each with the form's own words, and focuses the first of them. Says
// whether any was marked; if not, the form shows the failure as a whole.
export function markFields<Values extends FieldValues>(
  error: unknown,
  texts: Partial<Record<FieldPath<Values>, string>>,
  setError: UseFormSetError<Values>,
): boolean {
  if (!(error instanceof ApiError)) return false;
  const refused = error.fields.flatMap(({ field }) => {
    const message = texts[field as FieldPath<Values>];
    return message === undefined ? [] : [{ field: field as FieldPath<Values>, message }];
  });
  refused.forEach(({ field, message }, index) =>
    setError(field, { type: 'server', message }, { shouldFocus: index === 0 }),
  );
  return refused.length > 0;
}
