-- SPDX-License-Identifier: Apache-2.0
-- When somebody wants no mails but those that cannot wait: minutes of the day at the person's place.
CREATE TABLE quiet_hours (
    user_id BIGINT NOT NULL,
    from_minute INTEGER NOT NULL,
    to_minute INTEGER NOT NULL,
    utc_offset_minutes INTEGER NOT NULL,
    CONSTRAINT quiet_hours_pk PRIMARY KEY (user_id),
    CONSTRAINT quiet_hours_day_ck CHECK (
        from_minute BETWEEN 0 AND 1439 AND to_minute BETWEEN 0 AND 1439 AND from_minute <> to_minute
    ),
    CONSTRAINT quiet_hours_offset_ck CHECK (utc_offset_minutes BETWEEN -720 AND 840)
);
