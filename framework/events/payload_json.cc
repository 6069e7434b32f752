// SPDX-License-Identifier: Apache-2.0
#include "framework/events/payload_json.h"

#include <memory>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

namespace ecommerce::events {

std::string payload_json(std::string_view type, std::string_view payload, std::size_t limit) {
    using namespace google::protobuf;
    const auto* descriptor = DescriptorPool::generated_pool()->FindMessageTypeByName(std::string(type));
    if (!descriptor) return {};
    const std::unique_ptr<Message> message(
        MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
    if (!message->ParseFromArray(payload.data(), int(payload.size()))) return {};
    std::string json;
    if (!util::MessageToJsonString(*message, &json).ok()) return {};
    if (json.size() > limit) {
        while (limit > 0 && (static_cast<unsigned char>(json[limit]) & 0xC0) == 0x80) --limit;
        json.resize(limit);
    }
    return json;
}

}  // namespace ecommerce::events
