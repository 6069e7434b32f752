// SPDX-License-Identifier: Apache-2.0
// Keys of texts are checked when what both consoles share is compiled on its own; each console has a file like this.
import 'i18next';
import type { messages } from './zh-CN';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof messages;
  }
}
