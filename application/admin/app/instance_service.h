// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/admin/storage/instance_store.h"
#include "application/admin/storage/parameter_store.h"
#include "framework/postgres/transactor.h"
#include "framework/runtime/clock.h"

#include "admin/v1/instance_service.rpc.h"

namespace ecommerce::admin {

// Implements the contract's InstanceService. Any loop.
class InstanceService final : public v1::InstanceService {
public:
    InstanceService(postgres::Transactor transact, const InstanceStore& instances,
                    const ParameterStore& parameters, const runtime::Clock& clock)
        : transact_(transact), instances_(instances), parameters_(parameters), clock_(clock) {}

    Task<Result<v1::ListInstancesResponse>> ListInstances(CallContext& context,
                                                          const v1::ListInstancesRequest& request) override;
    Task<Result<v1::GetParameterValuesResponse>> GetParameterValues(
        CallContext& context, const v1::GetParameterValuesRequest& request) override;
    Task<Result<v1::ReportInstanceResponse>> ReportInstance(
        CallContext& context, const v1::ReportInstanceRequest& request) override;

    // Forgets processes that ended long ago, and parameters that no program has any more.
    Task<Result<void>> forget(CallContext& context) const;

private:
    postgres::Transactor transact_;
    const InstanceStore& instances_;
    const ParameterStore& parameters_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::admin
