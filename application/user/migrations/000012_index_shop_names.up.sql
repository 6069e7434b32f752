-- SPDX-License-Identifier: Apache-2.0
-- A part of a shop's name is found by its letters and by each two that are neighbours: those from the first letter on,
-- and those from the second. Folded names have no blanks.
ALTER TABLE shops ADD COLUMN name_terms TEXT[] GENERATED ALWAYS AS (
    STRING_TO_ARRAY(name_folded, NULL)
    || STRING_TO_ARRAY(REGEXP_REPLACE(name_folded, '(..)', '\1 ', 'g'), ' ')
    || STRING_TO_ARRAY(REGEXP_REPLACE(SUBSTR(name_folded, 2), '(..)', '\1 ', 'g'), ' ')
) STORED;

CREATE INDEX shops_name_terms_ix ON shops USING GIN (name_terms) WITH (fastupdate = OFF);
