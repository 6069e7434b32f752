// SPDX-License-Identifier: Apache-2.0
#include "framework/validation/path.h"

#include <utility>

namespace ecommerce::validation {

std::string Path::text() const {
    std::string text;
    append_to(text);
    return text;
}

void Path::append_to(std::string& out) const {
    if (parent_ != nullptr) parent_->append_to(out);
    switch (kind_) {
    case Kind::field:
        if (!out.empty()) out += '.';
        out += name_;
        return;
    case Kind::item:
        out += '[';
        out += std::to_string(index_);
        out += ']';
        return;
    case Kind::entry:
        out += "[\"";
        out += name_;
        out += "\"]";
        return;
    }
}

void report(Violations& out, const Path& path, std::string message) {
    if (out.size() < kMaxViolations) out.push_back({path.text(), std::move(message)});
}

}  // namespace ecommerce::validation
