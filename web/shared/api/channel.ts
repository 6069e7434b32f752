// SPDX-License-Identifier: Apache-2.0

// To this site's other tabs. Missing in old browsers, and refused by some where storage is blocked.
export function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(`ecommerce.${name}`);
  } catch {
    return undefined;
  }
}
