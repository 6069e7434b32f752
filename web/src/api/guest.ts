// SPDX-License-Identifier: Apache-2.0
// The number of a visitor's cart before signing in. It opens that cart and nothing else.
const KEY = 'ecommerce.guest-cart';

export function guestToken(): string {
  return localStorage.getItem(KEY) ?? '';
}

// A new guest's first reply brings the token; all others bring none.
export function keepGuestToken(token: string) {
  if (token !== '') localStorage.setItem(KEY, token);
}

// After signing in: the cart has become the account's.
export function forgetGuestToken() {
  localStorage.removeItem(KEY);
}
