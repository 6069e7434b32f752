// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/admission.h"

#include <stdexcept>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace ecommerce::rpc {

void Admissions::add(const google::protobuf::Descriptor* request, Check check) {
    if (!entries_.emplace(request, Entry{std::move(check)}).second) {
        throw std::logic_error("two admissions for " + request->full_name());
    }
}

const Admissions::Check* Admissions::find(const Method& method) {
    const auto found = entries_.find(method.request()->GetDescriptor());
    if (found == entries_.end()) return nullptr;
    found->second.used = true;
    return &found->second.check;
}

void Admissions::require_used() const {
    for (const auto& [request, entry] : entries_) {
        if (!entry.used)
            throw std::logic_error("nothing takes " + request->full_name() + ", which has an admission");
    }
}

}  // namespace ecommerce::rpc
