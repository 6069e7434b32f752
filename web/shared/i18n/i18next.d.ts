// SPDX-License-Identifier: Apache-2.0
// Keys of texts are checked when what all apps share is compiled on its own; each app has a file like this of its own.
import 'i18next';
import type { Messages } from './index';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Messages;
  }
}
