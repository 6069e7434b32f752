// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/tell.h"

namespace ecommerce::notification {

void Tell::operator()(postgres::Transaction& tx, BoxOwner owner, const News& news) const {
    std::vector<std::string> details;
    for (const auto& [name, value] : news.details) {
        details.push_back(name);
        details.push_back(value);
    }
    boxes_.put(tx, owner, template_of(news.type).kind, news.type, details, news.subject, clock_.now());
}

}  // namespace ecommerce::notification
