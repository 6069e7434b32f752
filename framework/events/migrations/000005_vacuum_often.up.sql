-- SPDX-License-Identifier: Apache-2.0
-- Rows that come and go: dead ones are removed when they are a fiftieth of the table, not a fifth.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

ALTER TABLE inbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
