-- SPDX-License-Identifier: Apache-2.0
-- Which template a product is sent by, 0 for the platform's, and what a SKU measures in its box, 0 where it is not known.
ALTER TABLE products ADD COLUMN freight_template_id BIGINT NOT NULL DEFAULT 0;

ALTER TABLE skus ADD COLUMN volume_cm3 INTEGER NOT NULL DEFAULT 0;
