// SPDX-License-Identifier: Apache-2.0
// Where to go after signing in: only ever a path of this shop.
export function safeReturn(from: string | null): string {
  if (from === null || from.startsWith('/sign-') || !from.startsWith('/')) return '/';
  // As the browser reads it: backslashes, tabs and a second slash lead elsewhere.
  const { origin, pathname, search, hash } = new URL(from, 'https://here.invalid');
  // "/.//elsewhere" is a path here, and an address elsewhere once it has been resolved.
  const here = origin === 'https://here.invalid' && !pathname.startsWith('//');
  return here ? pathname + search + hash : '/';
}

// Links between signing in and signing up keep the place.
export function withReturn(path: string, from: string | null): string {
  const place = safeReturn(from);
  return place === '/' ? path : `${path}?from=${encodeURIComponent(place)}`;
}
