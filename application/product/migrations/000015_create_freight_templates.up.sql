-- SPDX-License-Identifier: Apache-2.0
-- What sending goods costs, by a shop's own terms. The one of id 0 is the platform's. `terms` is the contract's message
-- FreightTerms.
CREATE TABLE freight_templates (
    id BIGSERIAL,
    shop_id BIGINT NOT NULL,
    name VARCHAR(60) NOT NULL,
    terms JSONB NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT freight_templates_pk PRIMARY KEY (id),
    CONSTRAINT freight_templates_platform_ck CHECK ((id = 0) = (shop_id = 0))
);

CREATE INDEX freight_templates_shop_ix ON freight_templates (shop_id, id);
