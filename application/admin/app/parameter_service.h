// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "application/admin/storage/parameter_store.h"
#include "framework/postgres/transactor.h"
#include "framework/runtime/clock.h"

#include "admin/v1/parameter_service.rpc.h"

namespace ecommerce::admin {

// Implements the contract's ParameterService. Any loop.
class ParameterService final : public v1::ParameterService {
public:
    ParameterService(postgres::Transactor transact, const ParameterStore& store, const runtime::Clock& clock)
        : transact_(transact), store_(store), clock_(clock) {}

    Task<Result<v1::ListParametersResponse>> ListParameters(
        CallContext& context, const v1::ListParametersRequest& request) override;
    Task<Result<v1::GetParameterResponse>> GetParameter(CallContext& context,
                                                        const v1::GetParameterRequest& request) override;
    Task<Result<v1::ListParameterChangesResponse>> ListParameterChanges(
        CallContext& context, const v1::ListParameterChangesRequest& request) override;
    Task<Result<v1::SetParameterResponse>> SetParameter(CallContext& context,
                                                        const v1::SetParameterRequest& request) override;
    Task<Result<v1::ResetParameterResponse>> ResetParameter(
        CallContext& context, const v1::ResetParameterRequest& request) override;
    Task<Result<v1::RestoreParameterResponse>> RestoreParameter(
        CallContext& context, const v1::RestoreParameterRequest& request) override;

private:
    // What somebody wants of a parameter.
    struct Wish {
        const std::string& name;
        const std::string& reason;
        const std::string& etag;
        std::optional<std::string> value = {};     // nothing: the configuration's
        std::optional<std::int64_t> version = {};  // as this change of it had left it, instead of the value
    };
    Task<Result<v1::Parameter>> change(CallContext& context, Wish wish) const;

    postgres::Transactor transact_;
    const ParameterStore& store_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::admin
