// SPDX-License-Identifier: Apache-2.0
// Freight templates as they are written: the sellers' and the platform's.
#pragma once

#include "application/product/app/freight_terms.h"
#include "application/product/storage/freight_store.h"
#include "framework/postgres/transactor.h"

#include "user/v1/region_service.rpc.h"

namespace ecommerce::product {

// Stateless; any loop. All outlive it.
class FreightTemplates {
public:
    // `most` templates of one shop.
    FreightTemplates(postgres::Transactor transact, const FreightStore& store,
                     user::v1::RegionService& regions, const runtime::Clock& clock, std::int64_t most)
        : transact_(transact), store_(store), regions_(regions), clock_(clock), most_(most) {}

    using Written = Task<Result<v1::FreightTemplate>>;
    // Errors of all that take terms: INVALID_FIELD (check_provinces).
    // FREIGHT_TEMPLATE_LIMIT.
    Written create(CallContext& context, std::int64_t shop_id, const std::string& name,
                   const v1::FreightTerms& terms) const;
    // Empty etag: whatever is there. NOT_FOUND, ETAG_MISMATCH, FREIGHT_BASIS_FIXED.
    Written update(CallContext& context, const FreightRow& wanted, const std::string& etag,
                   const v1::FreightTerms& terms) const;
    // NOT_FOUND, FREIGHT_TEMPLATE_IN_USE.
    Task<Result<void>> remove(CallContext& context, std::int64_t shop_id, std::int64_t id) const;
    // Empty etag: the first one. ETAG_MISMATCH.
    Written set_platform(CallContext& context, const std::string& etag, const v1::FreightTerms& terms) const;
    Task<Result<void>> reset_platform(CallContext& context, const std::string& etag) const;

    Written read(CallContext& context, std::int64_t shop_id, std::int64_t id) const;
    std::int64_t most() const { return most_; }

private:
    Task<Result<void>> check(CallContext& context, const v1::FreightTerms& terms) const;

    postgres::Transactor transact_;
    const FreightStore& store_;
    user::v1::RegionService& regions_;
    const runtime::Clock& clock_;
    std::int64_t most_;
};

}  // namespace ecommerce::product
