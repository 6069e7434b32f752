-- SPDX-License-Identifier: Apache-2.0
DROP TABLE missed_words;

DROP TABLE forgotten_users;

DROP TABLE search_history;

DROP TABLE synonyms;
