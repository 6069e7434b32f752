// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/source.h"

#include <memory>
#include <stdexcept>

#include <libpq-fe.h>

namespace ecommerce::postgres {

Keywords parse_source(const std::string& source) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> parsed(
        PQconninfoParse(source.c_str(), &message), &PQconninfoFree);
    PQfreemem(message);
    if (!parsed) {
        throw std::invalid_argument(
            "The database source is not a connection URI (postgresql://user:password@host:port/database) "
            "or a list of key=value pairs.");
    }
    Keywords keywords;
    for (const auto* option = parsed.get(); option->keyword; ++option) {
        if (option->val) keywords[option->keyword] = option->val;
    }
    return keywords;
}

std::string format_source(const Keywords& keywords) {
    std::string text;
    for (const auto& [name, value] : keywords) {
        if (!text.empty()) text += ' ';
        text += name + "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\') text += '\\';
            text += c;
        }
        text += '\'';
    }
    return text;
}

}  // namespace ecommerce::postgres
