-- SPDX-License-Identifier: Apache-2.0
DROP TABLE order_moves;

DROP TABLE order_items;

DROP TABLE orders;
