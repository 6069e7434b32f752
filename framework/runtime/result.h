// SPDX-License-Identifier: Apache-2.0
// Expected failures as values. Bugs are not Errors: they throw or abort.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecommerce {

// What a caller may do about a failure; independent of any protocol. Extending it means extending
// the table in framework/call/status_codes.cc.
enum class Code {
    invalid,          // fix the request
    unauthenticated,  // sign in
    forbidden,        // give up
    not_found,
    conflict,      // re-read, then retry the whole change
    precondition,  // change the state first (empty cart, out of stock)
    key_reused,    // an Idempotency-Key came with another request
    exhausted,     // back off (429)
    unavailable,   // retry this call
    deadline,      // ran out of time; the effect is unknown
    cancelled,
    unimplemented,
    too_large,  // the request is larger than allowed
    internal,   // a bug or a broken part of ours; details are in the log only
};

std::string_view to_string(Code code);

// One bad field of a request, named as in JSON ("items[2].quantity").
struct FieldViolation {
    std::string field;
    std::string message;
};

// A reason that the contract declares: a value of an ErrorReason enum, as generated code holds it.
struct Reason {
    std::string_view name;  // UPPER_SNAKE, stable for ever
    Code code;
    int http_status = 0;  // 0: the code's own
};

// `message` is one sentence for a person. Neither it nor the metadata holds secrets.
class Error {
public:
    // A refusal that callers see as it is. The generator writes a maker for each reason of the contract, which
    // is what services use: `reason::order_state("The order is paid already.")`.
    Error(const Reason& reason, std::string message)
        : code_(reason.code),
          http_status_(reason.http_status),
          declared_(true),
          reason_(reason.name),
          message_(std::move(message)) {}

    // A failure that no contract declares, for the framework alone: a service may act on its reason, but what
    // leaves the service is a reason of the platform (framework/rpc/front.h).
    Error(Code code, std::string reason, std::string message)
        : code_(code), reason_(std::move(reason)), message_(std::move(message)) {}

    // Ids, limits and the like that programs need; never secrets.
    Error&& with(std::string key, std::string value) && {
        metadata_.insert_or_assign(std::move(key), std::move(value));
        return std::move(*this);
    }
    // When the caller may try again; becomes Retry-After.
    Error&& retry_after(int seconds) && {
        retry_after_seconds_ = seconds;
        return std::move(*this);
    }
    Error&& violations(std::vector<FieldViolation> fields) && {
        violations_ = std::move(fields);
        return std::move(*this);
    }

    Code code() const { return code_; }
    // Where HTTP has a more exact status than the code's; 0: it has not.
    int http_status() const { return http_status_; }
    // Whether the contract declares the reason.
    bool declared() const { return declared_; }
    const std::string& reason() const { return reason_; }
    const std::string& message() const { return message_; }
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    int retry_after_seconds() const { return retry_after_seconds_; }  // 0: not given
    const std::vector<FieldViolation>& violations() const { return violations_; }

private:
    Code code_;
    int http_status_ = 0;
    int retry_after_seconds_ = 0;
    bool declared_ = false;
    std::string reason_;
    std::string message_;
    std::map<std::string, std::string> metadata_;
    std::vector<FieldViolation> violations_;
};

template <typename T = void>
using Result = std::expected<T, Error>;

// `return fail(reason::order_state("The order is paid already."));`
inline std::unexpected<Error> fail(Error error) {
    return std::unexpected(std::move(error));
}
// For the framework alone, as the constructor is.
inline std::unexpected<Error> fail(Code code, std::string reason, std::string message) {
    return std::unexpected(Error(code, std::move(reason), std::move(message)));
}

}  // namespace ecommerce
