// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/status.h"

#include <array>

#include "framework/rpc/reasons.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace ecommerce::rpc {

namespace {

constexpr const char* kDomain = "ecommerce";
constexpr std::size_t kDetailBytesMax = 4096;

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
    if (error.reason() == reason::kEtagMismatch) return 412;
    if (error.reason() == reason::kMethodNotAllowed) return 405;
    if (error.reason() == reason::kUnsupportedMediaType) return 415;
    return http_status(error.code());
}

std::string to_status_bytes(const Error& error) {
    google::rpc::Status status;
    status.set_code(grpc_status(error.code()));
    status.set_message(error.message());

    std::size_t size = 0;
    google::rpc::ErrorInfo info;
    info.set_reason(error.reason());
    info.set_domain(kDomain);
    for (const auto& [key, value] : error.metadata()) {
        size += key.size() + value.size() + 8;
        if (size > kDetailBytesMax) break;
        (*info.mutable_metadata())[key] = value;
    }
    status.add_details()->PackFrom(info);

    google::rpc::BadRequest bad;
    for (const auto& violation : error.violations()) {
        size += violation.field.size() + violation.message.size() + 8;
        if (size > kDetailBytesMax) break;
        auto& row = *bad.add_field_violations();
        row.set_field(violation.field);
        row.set_description(violation.message);
    }
    if (bad.field_violations_size() > 0) status.add_details()->PackFrom(bad);

    if (error.retry_after_seconds() > 0) {
        google::rpc::RetryInfo retry;
        retry.mutable_retry_delay()->set_seconds(error.retry_after_seconds());
        status.add_details()->PackFrom(retry);
    }
    return status.SerializeAsString();
}

std::optional<Error> from_status_bytes(std::string_view bytes) {
    google::rpc::Status status;
    if (!status.ParseFromArray(bytes.data(), int(bytes.size()))) return std::nullopt;

    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    google::rpc::RetryInfo retry;
    for (const auto& detail : status.details()) {
        if (!detail.UnpackTo(&info) && !detail.UnpackTo(&bad)) detail.UnpackTo(&retry);
    }
    if (info.domain() != kDomain) return std::nullopt;

    std::vector<FieldViolation> violations;
    for (const auto& row : bad.field_violations()) violations.push_back({row.field(), row.description()});
    auto error = Error(code_of_grpc(status.code()), info.reason(), status.message())
                     .violations(std::move(violations))
                     .retry_after(int(retry.retry_delay().seconds()));
    for (const auto& [key, value] : info.metadata()) {
        auto fuller = std::move(error).with(key, value);  // it gives the error itself: no assigning in place
        error = std::move(fuller);
    }
    return error;
}

}  // namespace ecommerce::rpc
