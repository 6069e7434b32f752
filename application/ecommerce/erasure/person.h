// SPDX-License-Identifier: Apache-2.0
// What the platform knows of one person, read from the rows that are the person's while the account is open.
#pragma once

#include <string>
#include <vector>

#include "application/ecommerce/erasure/needles.h"
#include "framework/postgres/text_scan.h"

namespace ecommerce::erasure {

struct Person {
    std::vector<Needle> needles;
    // Kinds of texts that are left out, one for each text: somebody else has the very same, so that finding it later
    // would prove nothing.
    std::vector<std::string> shared;
};

// Whatever table has a column that names an account, of columns that by their names hold what is personal. Throws
// std::runtime_error with one sentence, also when nobody has this address.
Person collect(postgres::TextScan& database, const std::vector<postgres::ScannedTable>& tables,
               const std::string& email);

}  // namespace ecommerce::erasure
