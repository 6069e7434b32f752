// SPDX-License-Identifier: Apache-2.0
#include "demo/loader.h"

namespace ecommerce::demo_data {

namespace {

using product::v1::FreightFees;
using product::v1::FreightTerms;

FreightFees fees(std::int64_t first_units, std::int64_t first_fee, std::int64_t further_units,
                 std::int64_t further_fee) {
    FreightFees fees;
    fees.set_first_units(first_units);
    fees.set_first_fee(first_fee);
    fees.set_further_units(further_units);
    fees.set_further_fee(further_fee);
    return fees;
}

void add_group(FreightTerms& terms, const std::vector<std::string>& provinces, const FreightFees& fees) {
    auto& group = *terms.add_groups();
    group.mutable_provinces()->Assign(provinces.begin(), provinces.end());
    *group.mutable_fees() = fees;
}

// A kilogram and each further half, cheaper around the lower Yangtze, dearer in the far west.
FreightTerms by_weight() {
    FreightTerms terms;
    terms.set_basis(product::v1::FREIGHT_BASIS_WEIGHT);
    *terms.mutable_elsewhere() = fees(1000, 1000, 500, 300);
    auto near = fees(1000, 600, 500, 100);
    near.set_free_from(12900);
    add_group(terms, {"31", "32", "33", "34"}, near);
    add_group(terms, {"54", "63", "65"}, fees(1000, 2200, 500, 1000));
    for (const auto* province : {"71", "81", "82"}) terms.add_not_delivered(province);
    return terms;
}

// Two pieces are sent free but to far provinces, where a surcharge stays.
FreightTerms by_pieces() {
    FreightTerms terms;
    terms.set_basis(product::v1::FREIGHT_BASIS_PIECES);
    auto usual = fees(1, 600, 1, 200);
    usual.set_free_from_pieces(2);
    *terms.mutable_elsewhere() = usual;
    auto far = usual;
    far.set_surcharge(800);
    add_group(terms, {"15", "54", "63", "65"}, far);
    return terms;
}

Task<void> ensure_template(Stage& stage, std::size_t shop, const std::string& name, const FreightTerms& terms,
                           std::int64_t& id) {
    auto context = Stage::as(stage.owners[shop]);
    const auto present = must(co_await stage.shop_freight.ListFreightTemplates(context, {}), "templates");
    for (const auto& each : present.freight_templates()) {
        if (each.name() == name) id = each.id();
    }
    if (id != 0) co_return;
    product::v1::CreateFreightTemplateRequest request;
    request.set_name(name);
    *request.mutable_terms() = terms;
    auto again = Stage::as(stage.owners[shop]);
    id =
        must(co_await stage.shop_freight.CreateFreightTemplate(again, request), name).freight_template().id();
}

}  // namespace

std::vector<std::int64_t> load_freight(Stage& stage) {
    std::vector<std::int64_t> templates(stage.owners.size());
    const auto write = [&](std::size_t shop, const std::string& name, const FreightTerms& terms) {
        if (shop >= templates.size()) return;
        stage.host.loops().run_blocking(0, ensure_template(stage, shop, name, terms, templates[shop]));
    };
    write(0, "按重量计费", by_weight());
    write(1, "两件包邮", by_pieces());
    return templates;
}

}  // namespace ecommerce::demo_data
