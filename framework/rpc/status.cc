// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/status.h"

#include <charconv>

#include "framework/call/status_codes.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace ecommerce::rpc {

namespace {

constexpr const char* kDomain = "ecommerce";
// Among the metadata, for reasons whose HTTP status is not that of their code.
constexpr const char* kHttpStatus = "http_status";
constexpr std::size_t kDetailBytesMax = 4096;

}  // namespace

std::string to_status_bytes(const Error& error) {
    google::rpc::Status status;
    status.set_code(grpc_status(error.code()));
    status.set_message(error.message());

    std::size_t size = 0;
    google::rpc::ErrorInfo info;
    info.set_reason(error.reason());
    info.set_domain(kDomain);
    if (error.http_status() != 0) {
        (*info.mutable_metadata())[kHttpStatus] = std::to_string(error.http_status());
    }
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
    const auto own = info.metadata().find(kHttpStatus);
    int http_status = 0;
    if (own != info.metadata().end()) {
        const auto& digits = own->second;
        std::from_chars(digits.data(), digits.data() + digits.size(), http_status);
        info.mutable_metadata()->erase(kHttpStatus);
    }
    // It passed the front of another service, so the contract declares it.
    auto error = Error(Reason{info.reason(), code_of_grpc(status.code()), http_status}, status.message())
                     .violations(std::move(violations))
                     .retry_after(int(retry.retry_delay().seconds()));
    for (const auto& [key, value] : info.metadata()) {
        auto fuller = std::move(error).with(key, value);  // it gives the error itself: no assigning in place
        error = std::move(fuller);
    }
    return error;
}

}  // namespace ecommerce::rpc
