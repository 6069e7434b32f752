-- SPDX-License-Identifier: Apache-2.0
-- Each key is written twice and deleted after a day: dead rows are removed when they are a fiftieth of the table.
ALTER TABLE idempotency_keys SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
