-- SPDX-License-Identifier: Apache-2.0
DROP TABLE skus;

DROP TABLE products;
