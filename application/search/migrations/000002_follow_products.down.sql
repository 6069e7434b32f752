-- SPDX-License-Identifier: Apache-2.0
DROP TABLE walks;

DROP TABLE changes;

DROP SEQUENCE tickets;
