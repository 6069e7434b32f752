-- SPDX-License-Identifier: Apache-2.0
-- What the buyer saw when adding: the one thing that is told of an article that is no longer on sale.
ALTER TABLE cart_lines ADD COLUMN product_name VARCHAR(120) NOT NULL DEFAULT '';

ALTER TABLE taken_lines ADD COLUMN product_name VARCHAR(120) NOT NULL DEFAULT '';
