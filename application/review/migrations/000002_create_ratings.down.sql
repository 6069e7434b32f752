-- SPDX-License-Identifier: Apache-2.0
DROP TABLE product_tags;

DROP TABLE shop_ratings;

DROP TABLE product_ratings;
