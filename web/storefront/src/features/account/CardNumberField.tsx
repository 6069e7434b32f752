// SPDX-License-Identifier: Apache-2.0
// A card number, grouped while it is typed; the caret stays where it was.
import { useLayoutEffect, useRef } from 'react';
import { Field } from '@ecommerce/shared/ui/Field';
import field from '@ecommerce/shared/ui/Field.module.css';
import { brandOf, caretIn, digitsOf, groupNumber } from './bank_card';
import styles from './BankCardDialog.module.css';
import { useBrandName } from './brand_name';

export function CardNumberField({
  label,
  hint,
  error,
  value,
  onChange,
  onBlur,
  inputRef,
}: {
  label: string;
  hint: string;
  error: string | undefined;
  value: string;
  onChange: (number: string) => void;
  onBlur: () => void;
  // Lets the form focus it when the number is wrong.
  inputRef: (input: HTMLInputElement | null) => void;
}) {
  const brandName = useBrandName();
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [value]);
  const brand = brandOf(value);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={styles.number}>
          <input
            ref={(element) => {
              input.current = element;
              inputRef(element);
            }}
            {...control}
            type="text"
            inputMode="numeric"
            autoComplete="cc-number"
            className={field.control}
            value={value}
            onBlur={onBlur}
            onChange={({ target }) => {
              const grouped = groupNumber(target.value);
              const before = digitsOf(target.value.slice(0, target.selectionStart ?? undefined)).length;
              caret.current = caretIn(grouped, before);
              onChange(grouped);
            }}
          />
          <span className={styles.brand} aria-live="polite">
            {brand && brandName(brand)}
          </span>
        </div>
      )}
    </Field>
  );
}
