// SPDX-License-Identifier: Apache-2.0
#include "framework/call/status_codes.h"

#include <array>

namespace ecommerce {

namespace {

struct Row {
    Code code;
    int grpc;
    int http;
};

// In the order of Code: the lookup below counts on it.
constexpr std::array kTable = {
    Row{Code::invalid, 3, 400},    Row{Code::unauthenticated, 16, 401}, Row{Code::forbidden, 7, 403},
    Row{Code::not_found, 5, 404},  Row{Code::conflict, 10, 409},        Row{Code::precondition, 9, 409},
    Row{Code::key_reused, 6, 422}, Row{Code::exhausted, 8, 429},        Row{Code::unavailable, 14, 503},
    Row{Code::deadline, 4, 504},   Row{Code::cancelled, 1, 499},        Row{Code::unimplemented, 12, 501},
    Row{Code::too_large, 11, 413}, Row{Code::internal, 13, 500},
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (std::size_t(kTable[i].code) != i) return false;
    }
    return kTable.size() == std::size_t(Code::internal) + 1;
}
static_assert(in_order());

}  // namespace

int grpc_status(Code code) {
    return kTable[std::size_t(code)].grpc;
}

Code code_of_grpc(int status) {
    for (const auto& row : kTable) {
        if (row.grpc == status) return row.code;
    }
    return Code::internal;
}

int http_status(Code code) {
    return kTable[std::size_t(code)].http;
}

int http_status(const Error& error) {
    return error.http_status() != 0 ? error.http_status() : http_status(error.code());
}

}  // namespace ecommerce
