// SPDX-License-Identifier: Apache-2.0
// Where to go after signing in: an address of this console, whatever a link says.
export function safeReturn(from: string | null): string {
  return from !== null && /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in') ? from : '/';
}
