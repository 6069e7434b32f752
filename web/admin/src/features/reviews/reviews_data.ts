// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { useDecide } from '@/entities/decision/useDecide';

export type Review = Schemas['Review'];
export type Remark = Schemas['Remark'];
export type Report = Schemas['Report'];

export const REPORT_STATES = ['OPEN', 'UPHELD', 'REJECTED'] as const;
export const AUDIT_STATES = ['HELD', 'HIDDEN'] as const;

const REASON_LENGTH = 200;
const SHORT = 80;

export function shortened(text: string): string {
  const letters = [...text];
  return letters.length > SHORT ? `${letters.slice(0, SHORT).join('')}…` : text;
}

interface Paging {
  pageSize: number;
  pageToken: string;
}

export async function readReports(state: (typeof REPORT_STATES)[number], paging: Paging) {
  const query = { ...paging, state: `REPORT_STATE_${state}` as const };
  const page = await unwrap(api.GET('/v1/admin/review-reports', { params: { query } }));
  return { rows: page.reports, nextToken: page.nextPageToken };
}

export async function readReviews(state: (typeof AUDIT_STATES)[number], paging: Paging) {
  const query = { ...paging, state: `REVIEW_STATE_${state}` as const };
  const page = await unwrap(api.GET('/v1/admin/reviews', { params: { query } }));
  return { rows: page.reviews, nextToken: page.nextPageToken };
}

export async function readRemarks(state: (typeof AUDIT_STATES)[number], paging: Paging) {
  const query = { ...paging, state: `REMARK_STATE_${state}` as const };
  const page = await unwrap(api.GET('/v1/admin/review-remarks', { params: { query } }));
  return { rows: page.remarks, nextToken: page.nextPageToken };
}

export function useReview(id: string) {
  return useQuery({
    queryKey: ['reviews', 'one', id],
    queryFn: async ({ signal }) => {
      const { review } = await unwrap(
        api.GET('/v1/admin/reviews/{id}', { params: { path: { id } }, signal }),
      );
      if (!review) throw new Error('a reply without its review');
      return review;
    },
  });
}

export function useReviewDecisions() {
  const { t } = useTranslation('reviews');
  const decide = useDecide();
  const keys = useKeyring();
  const audit = ({ id, etag }: Review, publish: boolean, reason: string) =>
    unwrap(
      api.POST('/v1/admin/reviews/{id}:audit', {
        params: { path: { id }, header: { 'Idempotency-Key': keys.keyFor([id, publish, reason, etag]) } },
        body: { publish, reason, etag },
      }),
    );
  const nameOf = ({ id, goods }: Review) => goods?.productName ?? t('reviewNo', { id });
  return {
    publish: (review: Review) =>
      decide({
        title: t('publishTitle', { name: nameOf(review) }),
        text: t('publishText'),
        action: t('publish'),
        done: t('published'),
        run: () => audit(review, true, ''),
      }),
    hide: (review: Review) =>
      decide({
        title: t('hideTitle', { name: nameOf(review) }),
        text: t('hideText'),
        action: t('hide'),
        danger: true,
        reason: { label: t('reason'), maxLength: REASON_LENGTH },
        done: t('hidden'),
        run: (reason) => audit(review, false, reason),
      }),
  };
}

export function useRemarkDecisions() {
  const { t } = useTranslation(['reviews', 'states']);
  const decide = useDecide();
  const keys = useKeyring();
  const audit = ({ id, etag }: Remark, publish: boolean) =>
    unwrap(
      api.POST('/v1/admin/review-remarks/{id}:audit', {
        params: { path: { id }, header: { 'Idempotency-Key': keys.keyFor([id, publish, etag]) } },
        body: { publish, etag },
      }),
    );
  const kindOf = ({ kind }: Remark) => t(`states:${kind}`);
  return {
    publish: (remark: Remark) =>
      decide({
        title: t('publishRemarkTitle', { kind: kindOf(remark) }),
        text: t('publishRemarkText', { text: shortened(remark.text) }),
        action: t('publish'),
        done: t('remarkPublished'),
        run: () => audit(remark, true),
      }),
    hide: (remark: Remark) =>
      decide({
        title: t('hideRemarkTitle', { kind: kindOf(remark) }),
        text: t('hideRemarkText', { text: shortened(remark.text) }),
        action: t('hide'),
        danger: true,
        done: t('remarkHidden'),
        run: () => audit(remark, false),
      }),
  };
}

export function useBlockedWords() {
  return useQuery({
    queryKey: ['reviews', 'words'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/review-words', { signal }))).words,
  });
}

export function addBlockedWord(word: string, key: string) {
  const params = { header: { 'Idempotency-Key': key } };
  return unwrap(api.POST('/v1/admin/review-words', { params, body: { word } }));
}

export function deleteBlockedWord(id: string) {
  return unwrap(api.DELETE('/v1/admin/review-words/{id}', { params: { path: { id } } }));
}

export function useTagRules() {
  return useQuery({
    queryKey: ['reviews', 'tags'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/admin/review-tags', { signal }))).rules,
  });
}

export function addTagRule(name: string, phrases: string[], key: string) {
  const params = { header: { 'Idempotency-Key': key } };
  return unwrap(api.POST('/v1/admin/review-tags', { params, body: { name, phrases } }));
}

export function deleteTagRule(id: string) {
  return unwrap(api.DELETE('/v1/admin/review-tags/{id}', { params: { path: { id } } }));
}
