-- SPDX-License-Identifier: Apache-2.0
-- What published reviews add up to. Each change of a review changes these in its transaction, by the difference.
CREATE TABLE product_ratings (
    product_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    one BIGINT NOT NULL,
    two BIGINT NOT NULL,
    three BIGINT NOT NULL,
    four BIGINT NOT NULL,
    five BIGINT NOT NULL,
    logistics_sum BIGINT NOT NULL,
    service_sum BIGINT NOT NULL,
    with_pictures BIGINT NOT NULL,
    automatic BIGINT NOT NULL,
    CONSTRAINT product_ratings_pk PRIMARY KEY (product_id)
);

CREATE TABLE shop_ratings (
    shop_id BIGINT NOT NULL,
    one BIGINT NOT NULL,
    two BIGINT NOT NULL,
    three BIGINT NOT NULL,
    four BIGINT NOT NULL,
    five BIGINT NOT NULL,
    logistics_sum BIGINT NOT NULL,
    service_sum BIGINT NOT NULL,
    with_pictures BIGINT NOT NULL,
    automatic BIGINT NOT NULL,
    CONSTRAINT shop_ratings_pk PRIMARY KEY (shop_id)
);

CREATE TABLE product_tags (
    product_id BIGINT NOT NULL,
    tag_id BIGINT NOT NULL,
    reviews BIGINT NOT NULL,
    CONSTRAINT product_tags_pk PRIMARY KEY (product_id, tag_id)
);
