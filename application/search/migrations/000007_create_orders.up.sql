-- SPDX-License-Identifier: Apache-2.0
-- What orders are found by. A row that is due is still to be read at the order service: until then it has no id, and is
-- found by nothing. Of the status the highest counts that was heard. Numbers compare by their bytes, so that those
-- with one beginning are a range. Nothing that changes often is in an index.
CREATE TABLE order_documents (
    order_no VARCHAR(40) COLLATE "C" NOT NULL,
    order_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    status INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    terms TSVECTOR NOT NULL,
    due_at TIMESTAMPTZ,
    CONSTRAINT order_documents_pk PRIMARY KEY (order_no)
)
WITH (fillfactor = 80);

CREATE INDEX order_documents_id_ix ON order_documents (order_id);

CREATE INDEX order_documents_user_ix ON order_documents (user_id, order_id);

CREATE INDEX order_documents_shop_ix ON order_documents (shop_id, order_id);

CREATE INDEX order_documents_terms_ix ON order_documents USING GIN (terms) WITH (fastupdate = OFF);

CREATE INDEX order_documents_due_ix ON order_documents (due_at) WHERE due_at IS NOT NULL;

-- Shops whose owners closed their accounts: orders are not found by their names any more.
CREATE TABLE forgotten_shops (
    shop_id BIGINT NOT NULL,
    forgotten_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT forgotten_shops_pk PRIMARY KEY (shop_id)
);
