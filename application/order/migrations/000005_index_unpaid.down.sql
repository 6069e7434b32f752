-- SPDX-License-Identifier: Apache-2.0
DROP INDEX orders_unpaid_ix;
