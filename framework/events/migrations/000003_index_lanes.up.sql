-- SPDX-License-Identifier: Apache-2.0
-- A relay looks for what is due of each type by itself, so that a backlog of one does not hold up another.
CREATE INDEX IF NOT EXISTS outbox_lane_ix ON outbox (type, due_at, id);

DROP INDEX IF EXISTS outbox_due_idx;
