-- SPDX-License-Identifier: Apache-2.0
-- Words that hold a text, and phrases that give it a tag. Texts are compared in the form of `bare`.
CREATE TABLE blocked_words (
    id BIGSERIAL,
    word VARCHAR(40) NOT NULL,
    bare TEXT NOT NULL,
    CONSTRAINT blocked_words_pk PRIMARY KEY (id),
    CONSTRAINT blocked_words_bare_uq UNIQUE (bare)
);

CREATE TABLE tag_rules (
    id BIGSERIAL,
    name VARCHAR(20) NOT NULL,
    bare TEXT NOT NULL,
    phrases TEXT[] NOT NULL,
    CONSTRAINT tag_rules_pk PRIMARY KEY (id),
    CONSTRAINT tag_rules_bare_uq UNIQUE (bare)
);

-- Which reviews have which tag, for the lists by tag.
CREATE TABLE tagged_reviews (
    product_id BIGINT NOT NULL,
    tag_id BIGINT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    review_id BIGINT NOT NULL,
    CONSTRAINT tagged_reviews_pk PRIMARY KEY (product_id, tag_id, written_at, review_id)
);
