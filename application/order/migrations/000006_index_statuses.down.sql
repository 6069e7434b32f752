-- SPDX-License-Identifier: Apache-2.0
CREATE INDEX orders_unpaid_ix ON orders (user_id, checkout_id) WHERE status = 'PENDING_PAYMENT';

DROP INDEX orders_status_ix;

DROP INDEX orders_user_status_ix;
