// SPDX-License-Identifier: Apache-2.0
#include "application/admin/app/instance_service.h"

#include <utility>

#include "application/admin/app/convert.h"
#include "framework/rpc/messages.h"

namespace ecommerce::admin {

namespace {

using namespace std::chrono_literals;

// Longer than any process is silent that runs.
constexpr auto kShown = 1h;
constexpr auto kKept = 24h;
// A program that comes back within it finds its parameters as they were declared.
constexpr auto kDeclarationsKept = 30 * 24h;
constexpr int kShownMax = 500;

}  // namespace

Task<Result<v1::ListInstancesResponse>> InstanceService::ListInstances(CallContext& context,
                                                                       const v1::ListInstancesRequest&) {
    v1::ListInstancesResponse response;
    for (const auto& row : co_await ok(instances_.list(context, clock_.now() - kShown, kShownMax))) {
        fill(*response.add_instances(), row);
    }
    co_return response;
}

Task<Result<v1::GetParameterValuesResponse>> InstanceService::GetParameterValues(
    CallContext& context, const v1::GetParameterValuesRequest& request) {
    auto values = co_await ok(parameters_.values(context, request.known_version()));
    v1::GetParameterValuesResponse response;
    response.set_version(values.version);
    for (auto& row : values.rows) (*response.mutable_values())[row.name] = std::move(row.value);
    co_return response;
}

Task<Result<v1::ReportInstanceResponse>> InstanceService::ReportInstance(
    CallContext& context, const v1::ReportInstanceRequest& request) {
    const auto now = clock_.now();
    std::vector<ParameterRow> declared;
    declared.reserve(std::size_t(request.parameters_size()));
    for (const auto& parameter : request.parameters()) declared.push_back(to_row(parameter));
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        instances_.put(tx, {.id = request.instance(),
                            .process = request.process(),
                            .program_version = request.program_version(),
                            .started_at = rpc::to_time(request.started_at()),
                            .seen_at = now,
                            .parameters_version = request.parameters_version()});
        if (!declared.empty()) parameters_.declare(tx, declared, now);
        co_return {};
    };
    co_await ok(transact_(context, std::move(body)));
    co_return v1::ReportInstanceResponse();
}

Task<Result<void>> InstanceService::forget(CallContext& context) const {
    const auto now = clock_.now();
    co_await ok(instances_.forget(context, now - kKept));
    co_await ok(parameters_.forget(context, now - kDeclarationsKept));
    co_return {};
}

}  // namespace ecommerce::admin
