-- SPDX-License-Identifier: Apache-2.0
-- For which engine the latest walk is, and the ticket with which it began: what has a lower one was looked at before.
ALTER TABLE walks
    ADD COLUMN engine VARCHAR(20) NOT NULL DEFAULT 'postgres',
    ADD COLUMN ticket BIGINT NOT NULL DEFAULT 0;
