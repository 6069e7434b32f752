// SPDX-License-Identifier: Apache-2.0
// Where the instances of a service listen.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ecommerce::rpc {

using Addresses = std::vector<std::string>;  // "10.0.0.7:9004", gRPC's target syntax

class Resolver {
public:
    virtual ~Resolver() = default;
    // What is known now of a service ("order"); never null, empty when there is none. A changed list is
    // another object. Called for every call, from any thread: it must not block.
    virtual std::shared_ptr<const Addresses> lookup(std::string_view service) const = 0;
};

// A fixed table, from the configuration.
class StaticResolver final : public Resolver {
public:
    explicit StaticResolver(std::map<std::string, Addresses> table);
    std::shared_ptr<const Addresses> lookup(std::string_view service) const override;

private:
    std::map<std::string, std::shared_ptr<const Addresses>, std::less<>> table_;
    std::shared_ptr<const Addresses> none_ = std::make_shared<Addresses>();
};

}  // namespace ecommerce::rpc
