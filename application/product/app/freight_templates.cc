// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/freight_templates.h"

#include "application/product/app/convert.h"
#include "framework/call/reasons.h"

#include "product/v1/error_reason.rpc.h"

namespace ecommerce::product {

namespace {

Error no_such_template() {
    return reason::not_found("There is no such freight template.");
}

}  // namespace

Task<Result<void>> FreightTemplates::check(CallContext& context, const v1::FreightTerms& terms) const {
    const auto provinces = co_await ok(regions_.ListRegions(context, user::v1::ListRegionsRequest()));
    std::set<std::string, std::less<>> known;
    for (const auto& province : provinces.regions()) known.insert(province.code().substr(0, 2));
    co_return check_provinces(terms, known);
}

FreightTemplates::Written FreightTemplates::read(CallContext& context, std::int64_t shop_id,
                                                 std::int64_t id) const {
    const auto found = co_await ok(store_.find(context, shop_id, id));
    if (!found) co_return no_such_template();
    co_return to_template(*found);
}

FreightTemplates::Written FreightTemplates::create(CallContext& context, std::int64_t shop_id,
                                                   const std::string& name,
                                                   const v1::FreightTerms& terms) const {
    co_await ok(check(context, terms));
    const FreightRow row{.shop_id = shop_id, .name = name, .terms_json = message_to_json(terms)};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<std::int64_t>> {
        const auto present = co_await ok(store_.count(tx, shop_id));
        if (present >= most_) {
            co_return v1::reason::freight_template_limit("Your shop has as many freight templates as it may.")
                .with("most", std::to_string(most_));
        }
        co_return co_await store_.insert(tx, row, clock_.now());
    };
    const auto id = co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, shop_id, id);
}

FreightTemplates::Written FreightTemplates::update(CallContext& context, const FreightRow& wanted,
                                                   const std::string& etag,
                                                   const v1::FreightTerms& terms) const {
    co_await ok(check(context, terms));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        auto row = co_await ok(store_.lock(tx, wanted.shop_id, wanted.id));
        if (!row) co_return no_such_template();
        if (!etag.empty() && etag != etag_of(*row)) co_return template_changed_meanwhile();
        v1::FreightTerms before;
        read_terms(row->terms_json, before);
        if (row->shop_id != 0 && before.basis() != terms.basis()) {
            co_return v1::reason::freight_basis_fixed(
                "A freight template goes on counting what it has counted.");
        }
        row->name = wanted.name;
        row->terms_json = message_to_json(terms);
        store_.update(tx, *row, clock_.now());
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, wanted.shop_id, wanted.id);
}

Task<Result<void>> FreightTemplates::remove(CallContext& context, std::int64_t shop_id,
                                            std::int64_t id) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto row = co_await ok(store_.lock(tx, shop_id, id));
        if (!row) co_return no_such_template();
        if (co_await ok(store_.in_use(tx, id))) {
            co_return v1::reason::freight_template_in_use("Products are sent by this freight template.");
        }
        store_.remove(tx, shop_id, id);
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

FreightTemplates::Written FreightTemplates::set_platform(CallContext& context, const std::string& etag,
                                                         const v1::FreightTerms& terms) const {
    if (!etag.empty()) {
        auto written = co_await update(context, FreightRow(), etag, terms);
        // Somebody has given it back to the configuration.
        if (!written && written.error().code() == Code::not_found) co_return template_changed_meanwhile();
        co_return written;
    }
    co_await ok(check(context, terms));
    const FreightRow row{.terms_json = message_to_json(terms)};
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        if (!co_await ok(store_.insert_platform(tx, row, clock_.now())))
            co_return template_changed_meanwhile();
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return co_await read(context, 0, 0);
}

Task<Result<void>> FreightTemplates::reset_platform(CallContext& context, const std::string& etag) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        const auto row = co_await ok(store_.lock(tx, 0, 0));
        if (!etag.empty() && (!row || etag != etag_of(*row))) co_return template_changed_meanwhile();
        store_.remove(tx, 0, 0);
        co_return {};
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::product
