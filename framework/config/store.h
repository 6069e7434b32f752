// SPDX-License-Identifier: Apache-2.0
// Where settings are kept: today a folder of files. What comes from elsewhere (a configuration service) is
// another Store.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ecommerce::config {

struct Entry {
    enum class Kind { scalar, list, empty };  // empty: a name with nothing behind it
    Kind kind = Kind::empty;
    std::string scalar;
    std::vector<std::string> list;
    std::string origin;  // for people: "conf/ecommerce.yaml:12"
    bool used = false;   // somebody declared this setting

    bool same_value(const Entry& other) const {
        return kind == other.kind && scalar == other.scalar && list == other.list;
    }
};

// By full name: "order.payment_window".
using Entries = std::map<std::string, Entry, std::less<>>;

class Store {
public:
    virtual ~Store() = default;
    // All settings as they are now. Throws config::Error when they cannot be read.
    virtual Entries read() = 0;
};

}  // namespace ecommerce::config
