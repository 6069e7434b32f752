// SPDX-License-Identifier: Apache-2.0
// Browser and system of a session, as far as its user agent tells.

export interface Agent {
  // Empty where the text names none that we know.
  browser: string;
  system: string;
  kind: 'phone' | 'tablet' | 'desktop' | 'program';
}

// The first that fits: most browsers name those that they want to be taken for, too.
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger\//, 'WeChat'],
  [/\bM?QQBrowser\//, 'QQ Browser'],
  [/\bUCBrowser\//, 'UC Browser'],
  [/\bHuaweiBrowser\//, 'Huawei Browser'],
  [/\bMiuiBrowser\//, 'Mi Browser'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Edg|EdgA|EdgiOS|Edge)\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
];

const systems: readonly [RegExp, string, Agent['kind']][] = [
  [/\biPhone\b|\biPod\b/, 'iOS', 'phone'],
  [/\biPad\b/, 'iPadOS', 'tablet'],
  [/\bOpenHarmony\b|\bHarmonyOS\b/, 'HarmonyOS', 'phone'],
  [/\bAndroid\b.*\bMobile\b/, 'Android', 'phone'],
  [/\bAndroid\b/, 'Android', 'tablet'],
  [/\bWindows\b/, 'Windows', 'desktop'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS', 'desktop'],
  [/\bCrOS\b/, 'ChromeOS', 'desktop'],
  [/\bLinux\b|\bX11\b/, 'Linux', 'desktop'],
];

export function readAgent(text: string): Agent {
  const system = systems.find(([pattern]) => pattern.test(text));
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1] ?? '';
  if (browser !== '' || system) return { browser, system: system?.[1] ?? '', kind: system?.[2] ?? 'desktop' };
  // curl/7.88.1 and others that name themselves alone.
  return { browser: /^[A-Za-z][\w .-]{0,30}(?=\/)/.exec(text)?.[0] ?? '', system: '', kind: 'program' };
}
