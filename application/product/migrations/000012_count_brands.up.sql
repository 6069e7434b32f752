-- SPDX-License-Identifier: Apache-2.0
-- How many products of each brand are for sale, in each category and, as category 0, in all: kept by whatever brings a
-- product on sale or takes it off, since to count them is to read them all.
CREATE TABLE brand_counts (
    category_id BIGINT NOT NULL,
    brand VARCHAR(60) NOT NULL,
    products BIGINT NOT NULL,
    CONSTRAINT brand_counts_pk PRIMARY KEY (category_id, brand)
)
WITH (fillfactor = 70);

INSERT INTO brand_counts (category_id, brand, products)
SELECT w.category_id, s.brand, COUNT(*)
FROM listings AS s
CROSS JOIN LATERAL (VALUES (0::BIGINT), (s.category_id)) AS w (category_id)
WHERE s.on_sale AND s.brand <> ''
  AND NOT EXISTS (SELECT 1 FROM shop_closings AS c WHERE c.shop_id = s.shop_id AND c.closed)
GROUP BY w.category_id, s.brand;

CREATE INDEX brand_counts_most_ix ON brand_counts (category_id, products DESC, brand);
