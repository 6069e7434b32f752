// SPDX-License-Identifier: Apache-2.0
// Keys of texts are checked when pages are compiled.
import 'i18next';
import type { Messages } from './index';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Messages;
  }
}
