// SPDX-License-Identifier: Apache-2.0
// What the plugins beside this file make at build time.
declare module 'virtual:tokens.css';

declare module 'virtual:access' {
  import type { Access } from '@ecommerce/shared/vite/access';
  export const access: Readonly<Record<string, Access>>;
}
