-- SPDX-License-Identifier: Apache-2.0
-- Which kinds of messages somebody also wants by mail, where that is not as usual.
CREATE TABLE mail_choices (
    user_id BIGINT NOT NULL,
    kind VARCHAR(12) NOT NULL,
    by_mail BOOLEAN NOT NULL,
    CONSTRAINT mail_choices_pk PRIMARY KEY (user_id, kind),
    CONSTRAINT mail_choices_kind_ck CHECK (kind IN ('TRANSACTION', 'PARCELS', 'PROMOTION', 'SERVICE'))
);
