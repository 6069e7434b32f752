// SPDX-License-Identifier: Apache-2.0
import { helpOf } from './help';
import type { Parameter } from './parameter_value';

export function Help({ parameter, className }: { parameter: Parameter; className?: string | undefined }) {
  const { text, lang } = helpOf(parameter);
  return (
    <span className={className} lang={lang}>
      {text}
    </span>
  );
}
