-- SPDX-License-Identifier: Apache-2.0
-- What an account has yet to pay is counted with each checkout.
CREATE INDEX orders_unpaid_ix ON orders (user_id, checkout_id) WHERE status = 'PENDING_PAYMENT';
