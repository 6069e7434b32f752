-- SPDX-License-Identifier: Apache-2.0
-- A session is written with each refresh: dead rows are removed when they are a twentieth of the table.
ALTER TABLE sessions SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
