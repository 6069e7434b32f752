-- SPDX-License-Identifier: Apache-2.0
-- What has to be looked at again, too much for one statement: all products of a category or of a shop, all
-- orders of a shop. Each
-- sweep goes on behind the last row that it came to.
CREATE TABLE sweeps (
    kind VARCHAR(10) NOT NULL,
    subject_id BIGINT NOT NULL,
    after_id BIGINT NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sweeps_pk PRIMARY KEY (kind, subject_id),
    CONSTRAINT sweeps_kind_ck CHECK (kind IN ('CATEGORY', 'GOODS', 'ORDERS'))
);
