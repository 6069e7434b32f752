// SPDX-License-Identifier: Apache-2.0
import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['*/dist', 'shared/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  a11y.flatConfigs.recommended,
  {
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      'no-console': 'error',
      // Text that people read comes from the locales; `Trans` and `t` are how.
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
);
