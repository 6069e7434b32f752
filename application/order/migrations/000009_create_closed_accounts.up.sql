-- SPDX-License-Identifier: Apache-2.0
-- Accounts that were closed, with their shops (0: none): no order of theirs is placed any more, also by a checkout
-- that had begun before.
CREATE TABLE closed_accounts (
    user_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    closed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT closed_accounts_pk PRIMARY KEY (user_id)
);

CREATE INDEX closed_accounts_shop_ix ON closed_accounts (shop_id) WHERE shop_id <> 0;
