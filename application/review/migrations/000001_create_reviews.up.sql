-- SPDX-License-Identifier: Apache-2.0
-- A row for each line of a received order, from the receipt on.
CREATE TABLE reviews (
    id BIGSERIAL,
    order_no VARCHAR(40) NOT NULL,
    line_no BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    sku_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    product_name VARCHAR(120) NOT NULL,
    option_values TEXT[] NOT NULL,
    goods_picture_url VARCHAR(500) NOT NULL,
    goods_picture_width BIGINT NOT NULL,
    goods_picture_height BIGINT NOT NULL,
    goods_picture_alt VARCHAR(200) NOT NULL,
    state VARCHAR(10) NOT NULL DEFAULT 'AWAITED',
    goods_stars BIGINT NOT NULL DEFAULT 0,
    logistics_stars BIGINT NOT NULL DEFAULT 0,
    service_stars BIGINT NOT NULL DEFAULT 0,
    text VARCHAR(1000) NOT NULL DEFAULT '',
    picture_urls TEXT[] NOT NULL DEFAULT '{}',
    picture_widths BIGINT[] NOT NULL DEFAULT '{}',
    picture_heights BIGINT[] NOT NULL DEFAULT '{}',
    picture_count BIGINT NOT NULL DEFAULT 0,
    tag_ids BIGINT[] NOT NULL DEFAULT '{}',
    nickname VARCHAR(40) NOT NULL DEFAULT '',
    anonymous BOOLEAN NOT NULL DEFAULT FALSE,
    author_closed BOOLEAN NOT NULL DEFAULT FALSE,
    automatic BOOLEAN NOT NULL DEFAULT FALSE,
    likes BIGINT NOT NULL DEFAULT 0,
    held_words TEXT[] NOT NULL DEFAULT '{}',
    hidden_reason VARCHAR(200) NOT NULL DEFAULT '',
    open_reports BIGINT NOT NULL DEFAULT 0,
    replied BOOLEAN NOT NULL DEFAULT FALSE,
    followed_up BOOLEAN NOT NULL DEFAULT FALSE,
    received_at TIMESTAMPTZ NOT NULL,
    write_before TIMESTAMPTZ NOT NULL,
    returned_at TIMESTAMPTZ,
    written_at TIMESTAMPTZ,
    edited_at TIMESTAMPTZ,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT reviews_pk PRIMARY KEY (id),
    CONSTRAINT reviews_line_uq UNIQUE (order_no, line_no),
    CONSTRAINT reviews_state_ck CHECK (state IN ('AWAITED', 'PUBLISHED', 'HELD', 'HIDDEN', 'LAPSED')),
    CONSTRAINT reviews_written_ck CHECK ((written_at IS NULL) = (state IN ('AWAITED', 'LAPSED'))),
    CONSTRAINT reviews_stars_ck CHECK (
        goods_stars BETWEEN 0 AND 5 AND logistics_stars BETWEEN 0 AND 5 AND service_stars BETWEEN 0 AND 5
        AND (written_at IS NULL OR (goods_stars > 0 AND logistics_stars > 0 AND service_stars > 0))
    )
);

-- The lists of a product: each way of filtering with each way of sorting that is offered.
CREATE INDEX reviews_newest_ix ON reviews (product_id, written_at, id) WHERE state = 'PUBLISHED';

CREATE INDEX reviews_helpful_ix ON reviews (product_id, likes, id) WHERE state = 'PUBLISHED';

CREATE INDEX reviews_stars_newest_ix ON reviews (product_id, goods_stars, written_at, id)
WHERE state = 'PUBLISHED';

CREATE INDEX reviews_stars_helpful_ix ON reviews (product_id, goods_stars, likes, id)
WHERE state = 'PUBLISHED';

CREATE INDEX reviews_pictures_newest_ix ON reviews (product_id, written_at, id)
WHERE state = 'PUBLISHED' AND picture_count > 0;

CREATE INDEX reviews_pictures_helpful_ix ON reviews (product_id, likes, id)
WHERE state = 'PUBLISHED' AND picture_count > 0;

CREATE INDEX reviews_sku_newest_ix ON reviews (sku_id, written_at, id) WHERE state = 'PUBLISHED';

CREATE INDEX reviews_sku_helpful_ix ON reviews (sku_id, likes, id) WHERE state = 'PUBLISHED';

-- The lists of a shop, of a person and of administrators, and what is over.
CREATE INDEX reviews_shop_ix ON reviews (shop_id, written_at, id) WHERE state = 'PUBLISHED';

CREATE INDEX reviews_shop_stars_ix ON reviews (shop_id, goods_stars, written_at, id)
WHERE state = 'PUBLISHED';

CREATE INDEX reviews_shop_unreplied_ix ON reviews (shop_id, written_at, id)
WHERE state = 'PUBLISHED' AND NOT replied;

CREATE INDEX reviews_user_ix ON reviews (user_id, id) WHERE state IN ('PUBLISHED', 'HELD', 'HIDDEN');

CREATE INDEX reviews_pending_ix ON reviews (user_id, id) WHERE state = 'AWAITED';

CREATE INDEX reviews_buyer_ix ON reviews (user_id, product_id);

CREATE INDEX reviews_audit_ix ON reviews (state, written_at, id) WHERE state IN ('HELD', 'HIDDEN');

CREATE INDEX reviews_due_ix ON reviews (write_before, id) WHERE state = 'AWAITED';

-- Lines that went back before anything was heard of their receipt.
CREATE TABLE returned_lines (
    order_no VARCHAR(40) NOT NULL,
    sku_id BIGINT NOT NULL,
    returned_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT returned_lines_pk PRIMARY KEY (order_no, sku_id)
);

-- Follow-ups and replies of a review, questions about a product and answers to them.
CREATE TABLE remarks (
    id BIGSERIAL,
    kind VARCHAR(10) NOT NULL,
    state VARCHAR(10) NOT NULL,
    review_id BIGINT NOT NULL,
    question_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    shop_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    by_shop BOOLEAN NOT NULL,
    nickname VARCHAR(40) NOT NULL,
    anonymous BOOLEAN NOT NULL,
    author_closed BOOLEAN NOT NULL DEFAULT FALSE,
    text VARCHAR(1000) NOT NULL,
    picture_urls TEXT[] NOT NULL,
    picture_widths BIGINT[] NOT NULL,
    picture_heights BIGINT[] NOT NULL,
    held_words TEXT[] NOT NULL,
    answer_count BIGINT NOT NULL DEFAULT 0,
    written_at TIMESTAMPTZ NOT NULL,
    edited_at TIMESTAMPTZ,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT remarks_pk PRIMARY KEY (id),
    CONSTRAINT remarks_kind_ck CHECK (kind IN ('FOLLOW_UP', 'REPLY', 'QUESTION', 'ANSWER')),
    CONSTRAINT remarks_state_ck CHECK (state IN ('PUBLISHED', 'HELD', 'HIDDEN')),
    CONSTRAINT remarks_place_ck CHECK (
        (review_id > 0) = (kind IN ('FOLLOW_UP', 'REPLY')) AND (question_id > 0) = (kind = 'ANSWER')
    )
);

CREATE UNIQUE INDEX remarks_review_uq ON remarks (review_id, kind) WHERE review_id > 0;

CREATE INDEX remarks_answers_ix ON remarks (question_id, id) WHERE kind = 'ANSWER' AND state = 'PUBLISHED';

CREATE INDEX remarks_product_ix ON remarks (product_id, id) WHERE kind = 'QUESTION' AND state = 'PUBLISHED';

CREATE INDEX remarks_shop_ix ON remarks (shop_id, id) WHERE kind = 'QUESTION' AND state = 'PUBLISHED';

CREATE INDEX remarks_unanswered_ix ON remarks (shop_id, id)
WHERE kind = 'QUESTION' AND state = 'PUBLISHED' AND answer_count = 0;

CREATE INDEX remarks_user_ix ON remarks (user_id, kind, id);

CREATE INDEX remarks_audit_ix ON remarks (state, written_at, id) WHERE state IN ('HELD', 'HIDDEN');

CREATE TABLE review_likes (
    review_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    liked_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT review_likes_pk PRIMARY KEY (review_id, user_id)
);

CREATE TABLE reports (
    id BIGSERIAL,
    review_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    reason VARCHAR(20) NOT NULL,
    note VARCHAR(500) NOT NULL,
    state VARCHAR(10) NOT NULL DEFAULT 'OPEN',
    decision VARCHAR(200) NOT NULL DEFAULT '',
    reported_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    CONSTRAINT reports_pk PRIMARY KEY (id),
    CONSTRAINT reports_once_uq UNIQUE (review_id, user_id),
    CONSTRAINT reports_state_ck CHECK (state IN ('OPEN', 'UPHELD', 'REJECTED'))
);

CREATE INDEX reports_state_ix ON reports (state, id);

CREATE INDEX reports_user_ix ON reports (user_id);

-- How much of a kind somebody did on a day (UTC).
CREATE TABLE daily_counts (
    user_id BIGINT NOT NULL,
    kind VARCHAR(10) NOT NULL,
    day DATE NOT NULL,
    done BIGINT NOT NULL,
    CONSTRAINT daily_counts_pk PRIMARY KEY (user_id, kind, day)
);

CREATE INDEX daily_counts_day_ix ON daily_counts (day);

-- What was last heard of each shop that was ever closed. News may come twice and late: only a newer version counts.
CREATE TABLE shop_closings (
    shop_id BIGINT NOT NULL,
    closed BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT shop_closings_pk PRIMARY KEY (shop_id)
);
