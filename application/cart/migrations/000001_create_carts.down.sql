-- SPDX-License-Identifier: Apache-2.0
DROP TABLE cart_lines;

DROP TABLE carts;
