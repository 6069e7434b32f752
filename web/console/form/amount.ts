// SPDX-License-Identifier: Apache-2.0
// Amounts as people type them, and as the API counts them.

// In the smallest unit; nothing for what is no amount. Takes what spreadsheets write: "¥1,299.00".
export function minorUnits(text: string, decimals = 2): string | undefined {
  const plain = text.replace(/[\s,¥￥$]/g, '');
  const found = new RegExp(`^(\\d{1,12})(?:\\.(\\d{0,${decimals}}))?$`).exec(plain);
  if (!found) return undefined;
  const [, whole = '', part = ''] = found;
  return BigInt(whole + part.padEnd(decimals, '0')).toString();
}

export function amountText(units: string, decimals = 2): string {
  const digits = units.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
