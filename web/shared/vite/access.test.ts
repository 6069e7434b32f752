// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { accessOf } from './access';

const bearer = [{ bearer: [] }];

describe('who an operation answers', () => {
  it('is everybody alike where the platform may keep the reply', () => {
    const paths = { '/v1/things/{id}': { get: { security: [], 'x-cache-seconds': 5 } } };
    expect(accessOf({ paths })).toEqual({ 'GET /v1/things/{id}': 'everybody' });
  });

  it('is each visitor where anybody may call and nothing is kept', () => {
    const paths = { '/v1/basket': { get: { security: [] }, post: { security: [] } } };
    expect(accessOf({ paths })).toEqual({ 'GET /v1/basket': 'visitor', 'POST /v1/basket': 'visitor' });
  });

  it('is accounts alone for all others, which are not named', () => {
    const paths = { '/v1/orders': { get: { security: bearer }, post: { security: bearer } } };
    expect(accessOf({ paths })).toEqual({});
  });
});
