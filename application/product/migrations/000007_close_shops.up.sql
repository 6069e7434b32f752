-- SPDX-License-Identifier: Apache-2.0
-- What was last heard of each shop that was ever closed. News may come twice and late: only a newer version counts.
CREATE TABLE shop_closings (
    shop_id BIGINT NOT NULL,
    closed BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT shop_closings_pk PRIMARY KEY (shop_id)
);
