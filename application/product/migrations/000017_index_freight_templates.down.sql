-- SPDX-License-Identifier: Apache-2.0
DROP INDEX products_freight_ix;
