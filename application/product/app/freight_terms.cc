// SPDX-License-Identifier: Apache-2.0
#include "application/product/app/freight_terms.h"

#include <stdexcept>

#include "framework/call/reasons.h"
#include "framework/json/json.h"
#include "framework/rpc/messages.h"

namespace ecommerce::product {

void read_terms(const std::string& terms_json, v1::FreightTerms& out) {
    auto read = json::read_json(terms_json, out);
    if (!read) throw std::runtime_error("a stored freight template is damaged: " + read.error().message());
}

v1::FreightTemplate to_template(const FreightRow& row) {
    v1::FreightTemplate out;
    out.set_id(row.id);
    out.set_name(row.name);
    read_terms(row.terms_json, *out.mutable_terms());
    out.set_in_use(row.in_use);
    out.set_etag(etag_of(row));
    rpc::set_time(*out.mutable_updated_at(), row.updated_at);
    return out;
}

std::string etag_of(const FreightRow& row) {
    return "v" + std::to_string(row.version) + "-" +
           std::to_string(row.updated_at.time_since_epoch().count());
}

Error template_changed_meanwhile() {
    return reason::etag_mismatch("Somebody changed the freight template since you read it. Read it again.");
}

Result<void> check_provinces(const v1::FreightTerms& terms, const std::set<std::string, std::less<>>& known) {
    std::set<std::string_view> seen;
    std::vector<FieldViolation> violations;
    const auto look = [&](const std::string& province, const std::string& path) {
        if (!known.contains(province)) {
            violations.push_back({path, "must be the first two digits of a province's code"});
        } else if (!seen.insert(province).second) {
            violations.push_back({path, "must be of a province that nothing else here names"});
        }
    };
    for (int i = 0; i < terms.groups_size(); ++i) {
        const auto& provinces = terms.groups(i).provinces();
        for (int j = 0; j < provinces.size(); ++j) {
            look(provinces[j],
                 "terms.groups[" + std::to_string(i) + "].provinces[" + std::to_string(j) + "]");
        }
    }
    for (int i = 0; i < terms.not_delivered_size(); ++i) {
        look(terms.not_delivered(i), "terms.notDelivered[" + std::to_string(i) + "]");
    }
    if (violations.empty()) return {};
    auto error = reason::invalid_field("One or more fields break their rules.");
    return fail(std::move(error).violations(std::move(violations)));
}

std::string_view measure_of(const v1::FreightTerms& terms) {
    if (terms.basis() == v1::FREIGHT_BASIS_WEIGHT) return "weight";
    if (terms.basis() == v1::FREIGHT_BASIS_VOLUME) return "volume";
    return "";
}

}  // namespace ecommerce::product
