-- SPDX-License-Identifier: Apache-2.0
DROP TABLE provider_events;

DROP TABLE charges;

DROP TABLE payment_parts;

DROP TABLE payments;
