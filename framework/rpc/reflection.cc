// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/reflection.h"

#include <mutex>
#include <set>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include "framework/call/reasons.h"
#include "framework/rpc/grpc_codec.h"

#include "grpc/reflection/v1alpha/reflection.pb.h"

namespace ecommerce::rpc {

namespace {

namespace pb = google::protobuf;
using grpc::reflection::v1alpha::ServerReflectionRequest;
using grpc::reflection::v1alpha::ServerReflectionResponse;

void not_found(std::string_view what, ServerReflectionResponse& response) {
    auto& error = *response.mutable_error_response();
    error.set_error_code(grpc::StatusCode::NOT_FOUND);
    error.set_error_message("There is no " + std::string(what) + ".");
}

// One stream: a file is sent once, with the files that it needs.
class ReflectionStream final : public grpc::ServerGenericBidiReactor {
public:
    explicit ReflectionStream(const std::vector<std::string>& services) : services_(services) {
        StartRead(&buffer_);
    }

    void OnReadDone(bool ok) override {
        if (!ok) return finish(grpc::Status::OK);  // the client has no more questions
        ServerReflectionRequest request;
        if (!from_buffer(buffer_, request)) {
            return finish(to_grpc(reason::malformed_request("The request cannot be read.")));
        }
        ServerReflectionResponse response;
        response.set_valid_host(request.host());
        *response.mutable_original_request() = request;
        answer(request, response);
        const std::lock_guard lock(mutex_);
        if (finished_) return;
        buffer_ = to_buffer(response);
        StartWrite(&buffer_);
    }
    void OnWriteDone(bool ok) override {
        const std::lock_guard lock(mutex_);
        if (ok && !finished_) StartRead(&buffer_);
    }
    void OnCancel() override { finish(grpc::Status::CANCELLED); }
    void OnDone() override { delete this; }

private:
    void finish(grpc::Status status) {
        const std::lock_guard lock(mutex_);
        if (finished_) return;
        finished_ = true;
        Finish(std::move(status));
    }

    void answer(const ServerReflectionRequest& request, ServerReflectionResponse& response) {
        const auto& pool = *pb::DescriptorPool::generated_pool();
        switch (request.message_request_case()) {
        case ServerReflectionRequest::kListServices:
            for (const auto& name : services_) {
                response.mutable_list_services_response()->add_service()->set_name(name);
            }
            return;
        case ServerReflectionRequest::kFileByFilename:
            return send_file(pool.FindFileByName(request.file_by_filename()), response);
        case ServerReflectionRequest::kFileContainingSymbol:
            return send_file(pool.FindFileContainingSymbol(request.file_containing_symbol()), response);
        case ServerReflectionRequest::kFileContainingExtension: {
            const auto& wanted = request.file_containing_extension();
            const auto* message = pool.FindMessageTypeByName(wanted.containing_type());
            const auto* field =
                message ? pool.FindExtensionByNumber(message, wanted.extension_number()) : nullptr;
            return send_file(field ? field->file() : nullptr, response);
        }
        case ServerReflectionRequest::kAllExtensionNumbersOfType:
            return send_extensions(pool, request.all_extension_numbers_of_type(), response);
        case ServerReflectionRequest::MESSAGE_REQUEST_NOT_SET: return not_found("question", response);
        }
    }

    void send_file(const pb::FileDescriptor* file, ServerReflectionResponse& response) {
        if (!file) return not_found("such name", response);
        sent_.erase(file->name());  // what is asked for comes again
        add(*file, *response.mutable_file_descriptor_response());
    }

    void add(const pb::FileDescriptor& file, grpc::reflection::v1alpha::FileDescriptorResponse& out) {
        if (!sent_.insert(file.name()).second) return;
        pb::FileDescriptorProto proto;
        file.CopyTo(&proto);
        out.add_file_descriptor_proto(proto.SerializeAsString());
        for (int i = 0; i < file.dependency_count(); ++i) add(*file.dependency(i), out);
    }

    static void send_extensions(const pb::DescriptorPool& pool, const std::string& type,
                                ServerReflectionResponse& response) {
        const auto* message = pool.FindMessageTypeByName(type);
        if (!message) return not_found("such message", response);
        auto& out = *response.mutable_all_extension_numbers_response();
        out.set_base_type_name(type);
        std::vector<const pb::FieldDescriptor*> fields;
        pool.FindAllExtensions(message, &fields);
        for (const auto* field : fields) out.add_extension_number(field->number());
    }

    const std::vector<std::string>& services_;
    std::set<std::string> sent_;
    std::mutex mutex_;
    bool finished_ = false;
    grpc::ByteBuffer buffer_;
};

}  // namespace

grpc::ServerGenericBidiReactor* Reflection::react(std::string_view method) {
    return method == "ServerReflectionInfo" ? new ReflectionStream(services_) : nullptr;
}

}  // namespace ecommerce::rpc
