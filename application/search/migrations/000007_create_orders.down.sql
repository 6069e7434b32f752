-- SPDX-License-Identifier: Apache-2.0
DELETE FROM walks WHERE id = 2;

DROP TABLE forgotten_shops;

DROP TABLE order_documents;
