-- SPDX-License-Identifier: Apache-2.0
-- The index: a row for each product that was ever on sale, as the look with this ticket found it. Rows stay when a
-- product leaves the shelf, so that an older look which comes late finds a newer ticket.
CREATE TABLE documents (
    product_id BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    on_sale BOOLEAN NOT NULL,
    shop_id BIGINT NOT NULL,
    category_id BIGINT NOT NULL,
    price_minor BIGINT NOT NULL,
    sold_count BIGINT NOT NULL,
    review_count BIGINT NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    stars INTEGER NOT NULL,
    in_stock BOOLEAN NOT NULL,
    brand VARCHAR(60) NOT NULL,
    tags TEXT[] NOT NULL,
    name VARCHAR(120) NOT NULL,
    name_key TEXT NOT NULL,
    brand_key TEXT NOT NULL,
    words TEXT[] NOT NULL,
    card BYTEA NOT NULL,
    terms TSVECTOR NOT NULL,
    CONSTRAINT documents_pk PRIMARY KEY (product_id)
)
WITH (fillfactor = 85, toast_tuple_target = 256);

-- Without a list of pending entries, which each search would have to read.
CREATE INDEX documents_terms_ix ON documents USING GIN (terms) WITH (fastupdate = OFF) WHERE on_sale;

CREATE INDEX documents_sold_ix ON documents (sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX documents_price_ix ON documents (price_minor, product_id) WHERE on_sale;

CREATE INDEX documents_newest_ix ON documents (published_at DESC, product_id DESC) WHERE on_sale;

CREATE INDEX documents_rating_ix ON documents (stars DESC, product_id DESC) WHERE on_sale;

CREATE INDEX documents_category_ix ON documents (category_id, sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX documents_brand_ix ON documents (brand, sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX documents_shop_ix ON documents (shop_id, sold_count DESC, product_id DESC) WHERE on_sale;

CREATE INDEX documents_name_ix ON documents (name_key TEXT_PATTERN_OPS) WHERE on_sale;

-- The words that products on sale have, and in how many of them each is.
CREATE TABLE words (
    kind VARCHAR(10) NOT NULL,
    subject_id BIGINT NOT NULL,
    word TEXT NOT NULL,
    text VARCHAR(60) NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    trigrams TEXT[] NOT NULL,
    documents BIGINT NOT NULL,
    CONSTRAINT words_pk PRIMARY KEY (kind, subject_id, text),
    CONSTRAINT words_kind_ck CHECK (kind IN ('BRAND', 'CATEGORY', 'WORD'))
)
WITH (fillfactor = 70);

CREATE INDEX words_word_ix ON words (word TEXT_PATTERN_OPS);

CREATE INDEX words_pinyin_ix ON words (pinyin TEXT_PATTERN_OPS) WHERE pinyin <> '';

CREATE INDEX words_initials_ix ON words (initials TEXT_PATTERN_OPS) WHERE initials <> '';

CREATE INDEX words_trigrams_ix ON words USING GIN (trigrams) WITH (fastupdate = OFF);

-- What was last heard of each shop that was ever closed. News may come twice and late: only a newer version counts.
CREATE TABLE shop_closings (
    shop_id BIGINT NOT NULL,
    closed BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT shop_closings_pk PRIMARY KEY (shop_id)
);
