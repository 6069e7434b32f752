// SPDX-License-Identifier: Apache-2.0
// The SQL texts of the lists of products: composed of fixed fragments, one text for each combination of what is asked,
// and each with one plan, whatever the values are. Two kinds take turns (product_lists.h):
//
//   walk   the next rows of an index that is in the list's order, of a shop, else of a category and a brand; all other
//          filters are judged row by row
//   find   rows of the index of product_terms, or of prices, whatever their order; all filters are judged, and what fits
//          is sorted
//
// A row tells whether it fits, and whether it is the last that the statement looked at: where that is missing, there was
// no more to look at. In a walk it comes where it stands, in a find it comes first.
#pragma once

#include <string>
#include <vector>

#include "application/product/storage/product_lists.h"

namespace ecommerce::product {

// The ways to find what fits `filter` when a walk did not, first the one that stops at once when
// there is too much: terms are looked up to the end. None where all that is asked is where the walk is.
std::vector<Step> finds_for(const ListFilter& filter);

// Equal for filters with equal text.
unsigned list_shape(const ListFilter& filter, Step step);
// $1 categories, $2 brand, $3 tag, $4 and $5 price, $6 shop, $7 words, $8 state, $9 and $10 page key, $11 limit.
// A parameter that does not filter is NULL. `rows` are looked at.
std::string list_text(const ListFilter& filter, Step step, int rows);

}  // namespace ecommerce::product
