-- SPDX-License-Identifier: Apache-2.0
DROP TABLE tagged_reviews;

DROP TABLE tag_rules;

DROP TABLE blocked_words;
