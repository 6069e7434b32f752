-- SPDX-License-Identifier: Apache-2.0
-- Lists and counts by status walk along an index, whoever asks. What an account has yet to pay is counted by the
-- buyer's.
CREATE INDEX orders_user_status_ix ON orders (user_id, status, id);

CREATE INDEX orders_status_ix ON orders (status, id);

DROP INDEX orders_unpaid_ix;
