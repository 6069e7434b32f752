-- SPDX-License-Identifier: Apache-2.0
CREATE INDEX IF NOT EXISTS outbox_due_idx ON outbox (due_at, id);

DROP INDEX IF EXISTS outbox_lane_ix;
