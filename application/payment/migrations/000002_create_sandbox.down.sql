-- SPDX-License-Identifier: Apache-2.0
DROP TABLE sandbox_deliveries;

DROP TABLE sandbox_charges;
