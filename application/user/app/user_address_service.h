// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/user/domain/region_table.h"
#include "application/user/storage/address_store.h"
#include "application/user/storage/user_store.h"
#include "framework/postgres/transactor.h"

#include "user/v1/user_address_service.rpc.h"

namespace ecommerce::user {

inline constexpr int kAddressesMax = 20;

// Implements the contract's UserAddressService. Stateless; any loop.
class UserAddressService final : public v1::UserAddressService {
public:
    UserAddressService(postgres::Transactor transact, AddressStore& addresses, UserStore& users,
                       const Regions& regions, const runtime::Clock& clock)
        : transact_(transact), addresses_(addresses), users_(users), regions_(regions), clock_(clock) {}

    Task<Result<v1::ListAddressesResponse>> ListAddresses(CallContext& context,
                                                          const v1::ListAddressesRequest& request) override;
    Task<Result<v1::CreateAddressResponse>> CreateAddress(CallContext& context,
                                                          const v1::CreateAddressRequest& request) override;
    Task<Result<v1::GetAddressResponse>> GetAddress(CallContext& context,
                                                    const v1::GetAddressRequest& request) override;
    Task<Result<v1::UpdateAddressResponse>> UpdateAddress(CallContext& context,
                                                          const v1::UpdateAddressRequest& request) override;
    Task<Result<v1::DeleteAddressResponse>> DeleteAddress(CallContext& context,
                                                          const v1::DeleteAddressRequest& request) override;
    Task<Result<v1::GetAddressForUserResponse>> GetAddressForUser(
        CallContext& context, const v1::GetAddressForUserRequest& request) override;

private:
    v1::UserAddress to_message(AddressRow row) const;

    postgres::Transactor transact_;
    AddressStore& addresses_;
    UserStore& users_;
    const Regions& regions_;
    const runtime::Clock& clock_;
};

}  // namespace ecommerce::user
