// SPDX-License-Identifier: Apache-2.0
// What is looked for, in the language of PostgreSQL's TSQUERY.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "application/search/domain/attribute.h"
#include "application/search/domain/query.h"

namespace ecommerce::search {

// Where the words have to be: in the name, brand, tags and categories, or in the details too.
enum class Place { strong, any };

// Where a token of the alternative may stand for it: first letters of terms (document.h). A term has one source, the
// strongest.
std::string_view sources_of(const Alternative& alternative, Place place);

// Nothing when everything fits. Products fit an alternative up to this reading, and each of the attributes.
std::optional<std::string> to_tsquery(const Query& query, Reading reading, Place place,
                                      const std::vector<ChosenAttribute>& attributes = {});

}  // namespace ecommerce::search
