// SPDX-License-Identifier: Apache-2.0
// The right to open transactions, for those who know what belongs into one: use cases. Stores only take part.
//
//   class CancelOrder {
//       postgres::Transactor transact_;
//       …
//       auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> { … };
//       co_await ok(transact_(context, std::move(body)));
//   };
//
// As Database::transaction(). A small value, on any loop; the database outlives it.
#pragma once

#include <type_traits>
#include <utility>

#include "framework/postgres/database.h"

namespace ecommerce::postgres {

class Transactor {
public:
    Transactor(Database& database) : database_(&database) {}

    template <typename Body>
    std::invoke_result_t<Body&, Transaction&> operator()(CallContext& context, Body body) const {
        return database_->transaction(context, std::move(body));
    }
    template <typename Body>
    std::invoke_result_t<Body&, Transaction&> operator()(CallContext& context, TransactionOptions options,
                                                         Body body) const {
        return database_->transaction(context, options, std::move(body));
    }

private:
    Database* database_;
};

}  // namespace ecommerce::postgres
