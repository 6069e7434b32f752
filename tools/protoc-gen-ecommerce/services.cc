// SPDX-License-Identifier: Apache-2.0
#include "services.h"

#include <fmt/format.h>

#include "method_table.h"

namespace ecommerce::generator {

namespace {

constexpr std::size_t kLineLength = 110;

// What a method's code is made of, as C++ text.
struct Parts {
    explicit Parts(const MethodDescriptor& method)
        : service(method.service()->name()),
          name(method.name()),
          request(cpp_type(*method.input_type(), *method.file())),
          response(cpp_type(*method.output_type(), *method.file())),
          streaming(method.server_streaming()) {}

    std::string reply() const { return streaming ? "Task<Result<void>>" : "Task<Result<" + response + ">>"; }
    // The method as declared in a class, or with `scope` "OrderServiceClient::". `column`: where it starts.
    std::string declaration(const std::string& scope, std::size_t column) const {
        const std::string head = fmt::format("{} {}{}(", reply(), scope, name);
        const std::string writer = streaming ? fmt::format("rpc::Writer<{}>& out", response) : "";
        std::string text = head + "CallContext& context, const " + request + "& request";
        if (streaming) text += ", " + writer;
        if (column + text.size() + std::string_view(") override;").size() <= kLineLength) return text + ")";
        const std::string indent = "\n" + std::string(column + head.size(), ' ');
        text = head + "CallContext& context," + indent + "const " + request + "& request";
        if (streaming) text += "," + indent + writer;
        return text + ")";
    }

    std::string service, name, request, response;
    bool streaming;
};

template <typename Use>
void for_each_method(const ServiceDescriptor& service, const Use& use) {
    for (int i = 0; i < service.method_count(); ++i) use(Parts(*service.method(i)), i);
}

// The service's own comment, as the interface's.
std::string comment(const ServiceDescriptor& service) {
    google::protobuf::SourceLocation location;
    if (!service.GetSourceLocation(&location) || location.leading_comments.empty()) return "";
    std::string text;
    const std::string& lines = location.leading_comments;
    for (std::size_t at = 0; at < lines.size();) {
        const auto end = std::min(lines.find('\n', at), lines.size());
        text += "//" + lines.substr(at, end - at) + "\n";
        at = end + 1;
    }
    return text;
}

std::string interface_code(const ServiceDescriptor& service) {
    std::string code = fmt::format("\n{}class {} {{\npublic:\n", comment(service), service.name());
    code += fmt::format("    static constexpr std::string_view kFullName = \"{}\";\n", service.full_name());
    code +=
        fmt::format("    static constexpr std::string_view kServedBy = \"{}\";\n", folder(*service.file()));
    code += "    static std::span<const rpc::Method> methods();\n\n";
    code += fmt::format("    virtual ~{}() = default;\n", service.name());
    for_each_method(service, [&](const Parts& method, int) {
        code += "    virtual " + method.declaration("", 12) + " = 0;\n";
    });
    return code + "};\n";
}

std::string endpoint_code(const ServiceDescriptor& service) {
    return fmt::format(
        "\nclass {0}Endpoint final : public rpc::Endpoint {{\n"
        "public:\n"
        "    // The implementation outlives it.\n"
        "    explicit {0}Endpoint({0}& implementation) : implementation_(implementation) {{}}\n"
        "    std::span<const rpc::Method> methods() const override {{ return {0}::methods(); }}\n"
        "    Task<Result<void>> call(std::size_t method, CallContext& context,\n"
        "                            const google::protobuf::Message& request,\n"
        "                            google::protobuf::Message& response) override;\n"
        "    Task<Result<void>> stream(std::size_t method, CallContext& context,\n"
        "                              const google::protobuf::Message& request, rpc::MessageSink& sink) override;\n"
        "\n"
        "private:\n"
        "    {0}& implementation_;\n"
        "}};\n",
        service.name());
}

std::string client_code(const ServiceDescriptor& service) {
    std::string code = fmt::format("\nclass {0}Client final : public {0} {{\npublic:\n", service.name());
    code +=
        "    // The channel outlives it. So do the context and the request of each call outlive the call.\n";
    code += fmt::format("    explicit {}Client(rpc::Channel& channel) : channel_(channel) {{}}\n",
                        service.name());
    for_each_method(service, [&](const Parts& method, int) {
        code += "    " + method.declaration("", 4) + " override;\n";
    });
    return code + "\nprivate:\n    rpc::Channel& channel_;\n};\n";
}

std::string client_definition(const ServiceDescriptor& service) {
    std::string code;
    for_each_method(service, [&](const Parts& method, int index) {
        code += fmt::format(
            "\n{} {{\n    return rpc::{}<{}>(channel_, k{}Methods[{}], context, request{});\n}}\n",
            method.declaration(method.service + "Client::", 0), method.streaming ? "stream" : "call",
            method.response, method.service, index, method.streaming ? ", out" : "");
    });
    return code;
}

// The body of Endpoint::call or ::stream: the methods of one kind.
std::string dispatch(const ServiceDescriptor& service, bool streaming) {
    std::string cases;
    for_each_method(service, [&](const Parts& method, int index) {
        if (method.streaming != streaming) return;
        cases += fmt::format("    case {}:\n", index);
        if (streaming) {
            cases += fmt::format(
                "        return rpc::stream_into<{}>(sink, implementation_, &{}::{}, context, request);\n",
                method.response, method.service, method.name);
        } else {
            cases += fmt::format(
                "        return rpc::into<{}>(\n            response, implementation_.{}(context, "
                "static_cast<const {}&>(request)));\n",
                method.response, method.name, method.request);
        }
    });
    if (cases.empty()) return "    rpc::no_such_method();\n";
    return "    switch (method) {\n" + cases + "    default: rpc::no_such_method();\n    }\n";
}

// Unnamed where nothing uses them, so that the code compiles without warnings.
std::string parameters(const ServiceDescriptor& service, bool streaming) {
    bool used = false;
    for_each_method(service, [&](const Parts& method, int) { used = used || method.streaming == streaming; });
    const std::string last = streaming ? "rpc::MessageSink&" : "google::protobuf::Message&";
    if (!used) return "\n    std::size_t, CallContext&, const google::protobuf::Message&, " + last;
    return "\n    std::size_t method, CallContext& context, const google::protobuf::Message& request,\n    " +
           last + (streaming ? " sink" : " response");
}

std::string endpoint_definition(const ServiceDescriptor& service) {
    std::string code;
    for (const bool streaming : {false, true}) {
        code += fmt::format("\nTask<Result<void>> {}Endpoint::{}({}) {{\n", service.name(),
                            streaming ? "stream" : "call", parameters(service, streaming));
        code += dispatch(service, streaming) + "}\n";
    }
    return code;
}

}  // namespace

std::string services_declaration(const FileDescriptor& file) {
    std::string code;
    for (int i = 0; i < file.service_count(); ++i) {
        const auto& service = *file.service(i);
        code += interface_code(service) + endpoint_code(service) + client_code(service);
    }
    return code;
}

std::string services_definition(const FileDescriptor& file) {
    std::string code;
    for (int i = 0; i < file.service_count(); ++i) {
        const auto& service = *file.service(i);
        code += method_table(service);
        code += fmt::format("\nstd::span<const rpc::Method> {0}::methods() {{\n    return k{0}Methods;\n}}\n",
                            service.name());
        code += endpoint_definition(service) + client_definition(service);
    }
    return code;
}

}  // namespace ecommerce::generator
