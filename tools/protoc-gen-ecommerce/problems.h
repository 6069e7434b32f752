// SPDX-License-Identifier: Apache-2.0
// What is wrong with the contract, all of it at once, each as "file:line: message".
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/descriptor.h>

namespace ecommerce::generator {

class Problems {
public:
    // `where` is any descriptor: its declaration is the line that is named.
    template <typename Descriptor>
    void add(const Descriptor& where, const std::string& message) {
        google::protobuf::SourceLocation location;
        const int line = where.GetSourceLocation(&location) ? location.start_line + 1 : 1;
        add_at(where.file()->name(), line, message);
    }
    void add_at(const std::string& file, int line, const std::string& message);

    bool empty() const { return lines_.empty(); }
    std::string text() const;

private:
    std::vector<std::string> lines_;
};

}  // namespace ecommerce::generator
