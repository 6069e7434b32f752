-- SPDX-License-Identifier: Apache-2.0
DROP TABLE stock_movements;

DROP TABLE reservation_lines;

DROP TABLE reservations;

DROP TABLE sku_stock;
