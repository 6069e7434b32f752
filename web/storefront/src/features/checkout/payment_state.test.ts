// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { cashierAddress, isMoving, viewOf } from './payment_state';

describe('a payment', () => {
  it('is open before and while the buyer is at the cashier', () => {
    expect(viewOf({ status: 'PAYMENT_STATUS_PENDING' })).toBe('open');
    expect(viewOf({ status: 'PAYMENT_STATUS_PROCESSING' })).toBe('open');
  });

  it('is followed until nothing more happens to it', () => {
    expect(isMoving({ status: 'PAYMENT_STATUS_PROCESSING' })).toBe(true);
    expect(isMoving({ status: 'PAYMENT_STATUS_REFUNDING' })).toBe(true);
    expect(isMoving({ status: 'PAYMENT_STATUS_SUCCEEDED' })).toBe(false);
    expect(isMoving({ status: 'PAYMENT_STATUS_PARTLY_REFUNDED' })).toBe(false);
    expect(isMoving({ status: 'PAYMENT_STATUS_CLOSED' })).toBe(false);
  });
});

describe('the cashier', () => {
  it('of the sandbox is reached under the name that the buyer uses', () => {
    expect(cashierAddress('http://localhost:30000/sandbox/cashier/abc', 'https://shop.test')).toBe(
      '/sandbox/cashier/abc',
    );
  });

  it('of a provider is the address that it gave', () => {
    const url = 'https://pay.example.com/c/1?x=2';
    expect(cashierAddress(url, 'https://shop.test')).toBe(url);
  });

  it('is never a script', () => {
    expect(() => cashierAddress('javascript:alert(1)', 'https://shop.test')).toThrow();
  });
});
