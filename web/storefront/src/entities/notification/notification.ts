// SPDX-License-Identifier: Apache-2.0
// Notifications as pages show them: by kind, in the page's language, with a way to what they are about.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Notification = Schemas['Notification'];
type Kind = Schemas['NotificationKind'];

export const kindTabs = ['all', 'transaction', 'parcels', 'promotion', 'service'] as const;
export type KindTab = (typeof kindTabs)[number];

const kinds: Record<Exclude<KindTab, 'all'>, Kind> = {
  transaction: 'NOTIFICATION_KIND_TRANSACTION',
  parcels: 'NOTIFICATION_KIND_PARCELS',
  promotion: 'NOTIFICATION_KIND_PROMOTION',
  service: 'NOTIFICATION_KIND_SERVICE',
};

export function tabFrom(text: string | null): KindTab {
  return kindTabs.find((tab) => tab === text) ?? 'all';
}

export function kindOf(tab: KindTab): Kind | undefined {
  return tab === 'all' ? undefined : kinds[tab];
}

export function tabOf(kind: Kind): KindTab {
  return kindTabs.find((tab) => kindOf(tab) === kind) ?? 'all';
}

// Of each tab; all of them together for "all".
export function unreadOf(counts: readonly Schemas['UnreadCount'][]): Record<KindTab, number> {
  const unread = { all: 0, transaction: 0, parcels: 0, promotion: 0, service: 0 };
  for (const { kind, count } of counts) {
    const tab = tabOf(kind);
    if (tab !== 'all') unread[tab] += count;
    unread.all += count;
  }
  return unread;
}

export function wordsOf(notification: Notification, language: string): { title: string; body: string } {
  const { title, body, titleEn, bodyEn } = notification;
  return language.startsWith('zh') ? { title, body } : { title: titleEn, body: bodyEn };
}

// The page of what it is about; none where there is nothing to open.
export function addressOf({ subjectType, subject }: Notification): string | undefined {
  switch (subjectType) {
    case 'SUBJECT_TYPE_ORDER':
      return `/orders/${subject}`;
    case 'SUBJECT_TYPE_PRODUCT':
      return `/products/${subject}`;
    case 'SUBJECT_TYPE_SHOP':
      return `/shops/${subject}`;
    case 'SUBJECT_TYPE_ACCOUNT':
      return '/account/devices';
    default:
      return undefined;
  }
}
