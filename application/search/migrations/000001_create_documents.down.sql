-- SPDX-License-Identifier: Apache-2.0
DROP TABLE shop_closings;

DROP TABLE words;

DROP TABLE documents;
