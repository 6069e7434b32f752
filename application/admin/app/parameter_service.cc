// SPDX-License-Identifier: Apache-2.0
#include "application/admin/app/parameter_service.h"

#include <limits>
#include <map>
#include <utility>

#include "application/admin/app/convert.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"

#include "admin/v1/error_reason.rpc.h"

namespace ecommerce::admin {

namespace {

Error no_such_parameter() {
    return reason::not_found("There is no such parameter.");
}

std::string shown(const std::optional<std::string>& value) {
    return value ? "It is " + *value + " already." : "The configuration counts already.";
}

}  // namespace

Task<Result<v1::ListParametersResponse>> ParameterService::ListParameters(CallContext& context,
                                                                          const v1::ListParametersRequest&) {
    const auto rows = co_await ok(store_.list(context));
    std::map<std::int64_t, ChangeRow> changes;
    for (auto& change : co_await ok(store_.latest_changes(context))) {
        changes.emplace(change.version, std::move(change));
    }
    v1::ListParametersResponse response;
    for (const auto& row : rows) {
        auto& message = *response.add_parameters();
        fill(message, row);
        const auto change = changes.find(row.version);
        if (change != changes.end()) fill(*message.mutable_latest_change(), change->second);
    }
    co_return response;
}

Task<Result<v1::GetParameterResponse>> ParameterService::GetParameter(
    CallContext& context, const v1::GetParameterRequest& request) {
    const auto row = co_await ok(store_.find(context, request.name()));
    if (!row) co_return no_such_parameter();
    const auto changes =
        co_await ok(store_.changes(context, row->name, std::numeric_limits<std::int64_t>::max(), 1));
    v1::GetParameterResponse response;
    fill(*response.mutable_parameter(), *row);
    if (!changes.empty()) fill(*response.mutable_parameter()->mutable_latest_change(), changes.front());
    co_return response;
}

Task<Result<v1::ListParameterChangesResponse>> ParameterService::ListParameterChanges(
    CallContext& context, const v1::ListParameterChangesRequest& request) {
    const auto page = co_await ok(read_page("parameter-changes", request));
    auto rows = co_await ok(store_.changes(context, request.name(), page.before_id(), page.limit()));
    v1::ListParameterChangesResponse response;
    response.set_next_page_token(page.cut(rows, &ChangeRow::version));
    for (const auto& row : rows) fill(*response.add_changes(), row);
    co_return response;
}

Task<Result<v1::SetParameterResponse>> ParameterService::SetParameter(
    CallContext& context, const v1::SetParameterRequest& request) {
    v1::SetParameterResponse response;
    *response.mutable_parameter() = co_await ok(change(context, {.name = request.name(),
                                                                 .reason = request.reason(),
                                                                 .etag = request.etag(),
                                                                 .value = request.value()}));
    co_return response;
}

Task<Result<v1::ResetParameterResponse>> ParameterService::ResetParameter(
    CallContext& context, const v1::ResetParameterRequest& request) {
    v1::ResetParameterResponse response;
    *response.mutable_parameter() = co_await ok(
        change(context, {.name = request.name(), .reason = request.reason(), .etag = request.etag()}));
    co_return response;
}

Task<Result<v1::RestoreParameterResponse>> ParameterService::RestoreParameter(
    CallContext& context, const v1::RestoreParameterRequest& request) {
    v1::RestoreParameterResponse response;
    *response.mutable_parameter() = co_await ok(change(context, {.name = request.name(),
                                                                 .reason = request.reason(),
                                                                 .etag = request.etag(),
                                                                 .version = request.version()}));
    co_return response;
}

Task<Result<v1::Parameter>> ParameterService::change(CallContext& context, Wish wish) const {
    auto body = [&](postgres::Transaction& tx) -> Task<Result<v1::Parameter>> {
        auto row = co_await ok(store_.lock(tx, wish.name));
        if (!row) co_return no_such_parameter();
        if (wish.etag != etag_of(*row)) {
            co_return reason::etag_mismatch("Somebody changed it since you read it. Read it again.");
        }
        auto value = wish.value;
        if (wish.version) {
            auto earlier = co_await ok(store_.change(tx, row->name, *wish.version));
            if (!earlier) co_return reason::not_found("There is no such change of this parameter.");
            value = std::move(earlier->value);
        }
        if (value) {
            const auto rules = rules_of(*row);
            if (const auto what = config::objection(rules, *value); !what.empty()) {
                std::vector<FieldViolation> violations{{"value", what}};
                co_return v1::reason::parameter_value("The value " + what + ".")
                    .violations(std::move(violations));
            }
            value = config::normalised(rules, *value);
        }
        if (value == row->value) co_return v1::reason::parameter_unchanged(shown(value));
        ChangeRow change{.name = row->name,
                         .value = value,
                         .value_before = row->value,
                         .changed_by = context.principal.user_id,
                         .reason = wish.reason,
                         .changed_at = clock_.now()};
        change.version = co_await ok(store_.set(tx, change));
        row->value = std::move(value);
        row->version = change.version;
        v1::Parameter message;
        fill(message, *row);
        fill(*message.mutable_latest_change(), change);
        co_return message;
    };
    co_return co_await transact_(context, std::move(body));
}

}  // namespace ecommerce::admin
