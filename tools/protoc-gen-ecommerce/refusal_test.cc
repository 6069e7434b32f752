// SPDX-License-Identifier: Apache-2.0
// What the generator refuses, and how it says so: protoc runs over bad contracts in a folder of the test.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// The lines above `body` are 10, so the body's first line is line 11.
std::string contract(const std::string& body) {
    return "// SPDX-License-Identifier: Apache-2.0\n"
           "syntax = \"proto3\";\n"
           "package ecommerce.bad.v1;\n"
           "import \"google/api/annotations.proto\";\n"
           "import \"options/v1/options.proto\"; import \"options/v1/step_up.proto\";\n"
           "import \"validate/validate.proto\";\n"
           "message ARequest { string id = 1 [(options.v1.text) = TEXT_EXACT]; }\n"
           "message AResponse {}\n"
           "message BRequest { string id = 1 [(options.v1.text) = TEXT_EXACT]; }\n"
           "message BResponse { bytes data = 1; }\n" +
           body;
}

class Refusal : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "refusal-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }
    void TearDown() override { fs::remove_all(folder_); }

    // What protoc says when it fails; empty when it is content.
    std::string generate(const std::string& text) {
        std::ofstream(folder_ / "bad.proto") << text;
        const std::string command = "cd " + folder_.string() +
                                    " && " PROTOC " --plugin=protoc-gen-ecommerce=" PLUGIN
                                    " --ecommerce_out=. -I . -I " API_ROOT " -I " THIRD_PARTY_ROOT
                                    " bad.proto 2>&1";
        FILE* const pipe = popen(command.c_str(), "r");
        std::string output;
        char buffer[4096];
        while (const auto count = fread(buffer, 1, sizeof(buffer), pipe)) output.append(buffer, count);
        return pclose(pipe) == 0 ? "" : output;
    }
    std::string service(const std::string& methods) {
        return generate(contract("service S {\n" + methods + "}\n"));
    }
    // A method A with these options.
    std::string method(const std::string& options) {
        return service("rpc A(ARequest) returns (AResponse) {\n" + options + "\n}\n");
    }
    std::string field(const std::string& declaration) {
        return generate(contract("message M {\n" + declaration + "\n}\nenum E { E_ZERO = 0; E_ONE = 1; }\n"));
    }

    std::string reason(const std::string& value) {
        return generate(contract("enum ErrorReason {\n  ERROR_REASON_UNSPECIFIED = 0;\n" + value + "\n}\n"));
    }

    fs::path folder_;
};

const std::string kOpen = "option (options.v1.access) = {anonymous: true};";

TEST_F(Refusal, AcceptsAGoodContract) {
    EXPECT_EQ(method(kOpen), "");
    EXPECT_TRUE(fs::exists(folder_ / "bad.rpc.h"));
    EXPECT_TRUE(fs::exists(folder_ / "package.rpc.cc"));
}

TEST_F(Refusal, RefusesAMethodWithoutAccess) {
    EXPECT_THAT(method(""), HasSubstr("bad.proto:12: method ecommerce.bad.v1.S.A has no access option"));
    EXPECT_FALSE(fs::exists(folder_ / "bad.rpc.h"));
}

TEST_F(Refusal, RefusesAccessForNobody) {
    EXPECT_THAT(method("option (options.v1.access) = {};"),
                HasSubstr("bad.proto:12: method ecommerce.bad.v1.S.A has an "
                          "access option that lets nobody in"));
    EXPECT_THAT(method("option (options.v1.access) = {roles: [ROLE_UNSPECIFIED]};"),
                HasSubstr("lets in a role that there is not"));
}

TEST_F(Refusal, RefusesAProofOfWhoIsNobody) {
    const std::string proof = "option (options.v1.step_up) = true;";
    EXPECT_THAT(method(kOpen + proof), HasSubstr("S.A asks for a proof, which only people can give"));
    EXPECT_THAT(method("option (options.v1.access) = {internal: true roles: [ROLE_ADMIN]};" + proof),
                HasSubstr("asks for a proof"));
}

TEST_F(Refusal, RefusesStreamsFromTheClient) {
    EXPECT_THAT(service("rpc A(stream ARequest) returns (AResponse) { " + kOpen + " }\n"),
                HasSubstr("bad.proto:12: method ecommerce.bad.v1.S.A streams from the client"));
}

TEST_F(Refusal, RefusesPathVariablesThatAreNoFields) {
    EXPECT_THAT(method(kOpen + "option (google.api.http) = {get: \"/v1/a/{name}\"};"),
                HasSubstr("the path variable {name} of method ecommerce.bad.v1.S.A is not a field of "
                          "ecommerce.bad.v1.ARequest"));
}

TEST_F(Refusal, RefusesPathsThatCannotBeMatched) {
    const auto path = [&](const std::string& text) {
        return method(kOpen + "option (google.api.http) = {get: \"" + text + "\"};");
    };
    EXPECT_EQ(path("/v1/a-b/{id}:doIt"), "");
    EXPECT_THAT(path("v1/a"), HasSubstr("does not begin with '/'"));
    EXPECT_THAT(path("/v1//a"), HasSubstr("neither a word nor one {variable}"));
    EXPECT_THAT(path("/v1/a{id}"), HasSubstr("neither a word nor one {variable}"));
    EXPECT_THAT(path("/v1/{id=*}"), HasSubstr("not a plain field name"));
    EXPECT_THAT(path("/v1/{id}/{id}"), HasSubstr("names a variable twice"));
    EXPECT_THAT(path("/v1/{id}:x/y"), HasSubstr("verb before its last segment"));
    EXPECT_THAT(path("/v1/{id}:"), HasSubstr("no verb after its colon"));
    EXPECT_THAT(path("/v1/a?x=1"), HasSubstr("neither a word nor one {variable}"));
}

TEST_F(Refusal, RefusesTheSameHttpRuleTwice) {
    const std::string b = "rpc B(BRequest) returns (BResponse) {\n" + kOpen;
    const std::string a = "rpc A(ARequest) returns (AResponse) {\n" + kOpen;
    EXPECT_THAT(
        service(a + "option (google.api.http) = {get: \"/v1/{id}\"}; }\n" + b +
                "option (google.api.http) = {post: \"/v1/b\" additional_bindings {get: \"/v1/{id}\"}}; }\n"),
        HasSubstr("bad.proto:14: methods ecommerce.bad.v1.S.A and ecommerce.bad.v1.S.B have the same HTTP "
                  "rule GET /v1/{id}"));
}

TEST_F(Refusal, RefusesBodiesThatCannotBe) {
    EXPECT_THAT(method(kOpen + "option (google.api.http) = {get: \"/v1/a\" body: \"*\"};"),
                HasSubstr("has a body"));
    EXPECT_THAT(method(kOpen + "option (google.api.http) = {post: \"/v1/a\" body: \"thing\"};"),
                HasSubstr("the body 'thing' of method ecommerce.bad.v1.S.A is not a field"));
    EXPECT_THAT(method(kOpen + "option (google.api.http) = {body: \"*\"};"),
                HasSubstr("HTTP rule without a verb"));
}

TEST_F(Refusal, RefusesQueriesThatCannotBe) {
    EXPECT_THAT(
        generate(contract("message P {}\nmessage CRequest { repeated P ps = 1; }\nmessage CResponse {}\n"
                          "service S { rpc C(CRequest) returns (CResponse) { " +
                          kOpen + "option (google.api.http) = {get: \"/v1/a\"}; } }\n")),
        HasSubstr("bad.proto:12: field ecommerce.bad.v1.CRequest.ps cannot be a query parameter"));
}

TEST_F(Refusal, RefusesATypeOfTwoMethods) {
    EXPECT_THAT(service("rpc A(ARequest) returns (AResponse) { " + kOpen + " }\n" +
                        "rpc B(ARequest) returns (BResponse) { " + kOpen + " }\n"),
                HasSubstr("bad.proto:13: ecommerce.bad.v1.ARequest is used by ecommerce.bad.v1.S.A already"));
}

TEST_F(Refusal, RefusesPoliciesThatContradictTheMethod) {
    const std::string kPolicy = "option (options.v1.policy) = ";
    EXPECT_THAT(method(kOpen + kPolicy + "{cache_seconds: 5};"), HasSubstr("not an anonymous read"));
    EXPECT_THAT(method(kOpen + kPolicy + "{reply_bytes_max: 33554433};"), HasSubstr("more than 32 MiB"));
    EXPECT_THAT(method("option (options.v1.access) = {internal: true};" + kPolicy + "{cache_seconds: 5};" +
                       "option idempotency_level = NO_SIDE_EFFECTS;"),
                HasSubstr("not an anonymous read"));
    EXPECT_THAT(method(kOpen + kPolicy + "{raw_body: true};" +
                       "option (google.api.http) = {post: \"/v1/a\" body: \"id\"};"),
                HasSubstr("`body` must name a bytes field"));
    EXPECT_THAT(method(kOpen + kPolicy + "{raw_reply: true};"),
                HasSubstr("`string content_type` and `bytes data`"));
}

TEST_F(Refusal, RefusesRulesOfAnotherType) {
    EXPECT_THAT(field("int32 a = 1 [(validate.rules).string.min_len = 1];"),
                HasSubstr("bad.proto:12: field ecommerce.bad.v1.M.a has rules for string, which it is not"));
    EXPECT_THAT(field("repeated string a = 1 [(validate.rules).string.min_len = 1];"),
                HasSubstr("has rules for string"));
    EXPECT_THAT(field("string a = 1 [(validate.rules).message.required = true];"),
                HasSubstr("has rules for message"));
    EXPECT_THAT(field("repeated int32 a = 1 [(validate.rules).repeated.items.string.len = 1];"),
                HasSubstr("has rules for string"));
    EXPECT_THAT(field("repeated ARequest a = 1 [(validate.rules).message.required = true];"),
                HasSubstr("belong into repeated.items"));
    EXPECT_THAT(field("map<string, int32> a = 1 [(validate.rules).map.values.int64.gt = 1];"),
                HasSubstr("has rules for int64"));
}

TEST_F(Refusal, RefusesRulesThatNothingKeeps) {
    EXPECT_THAT(field("int32 a = 1 [(validate.rules).int32 = {gt: 5, lt: 5}];"),
                HasSubstr("bounds that no number keeps"));
    EXPECT_THAT(field("int32 a = 1 [(validate.rules).int32 = {gt: 5, gte: 5}];"),
                HasSubstr("both gt and gte"));
    EXPECT_THAT(field("string a = 1 [(validate.rules).string = {min_len: 5, max_len: 4}];"),
                HasSubstr("a min_len above its max_len"));
    EXPECT_THAT(field("string a = 1 [(validate.rules).string.pattern = \"(\"];"),
                HasSubstr("a pattern that RE2 does not"));
    EXPECT_THAT(field("E a = 1 [(validate.rules).enum = {in: [4]}];"), HasSubstr("the enum number 4"));
    EXPECT_THAT(field("repeated ARequest a = 1 [(validate.rules).repeated.unique = true];"),
                HasSubstr("wants unique messages"));
}

TEST_F(Refusal, RefusesTextsOfClientsWithoutAForm) {
    const auto request = [&](const std::string& field, const std::string& access) {
        return generate(contract("message P { " + field + " }\nmessage CRequest { repeated P ps = 1; }\n" +
                                 "message CResponse {}\nservice S { rpc C(CRequest) returns (CResponse) { " +
                                 "option (options.v1.access) = {" + access + "}; } }\n"));
    };
    const std::string bare = "string a = 1 [(validate.rules).string.max_len = 9];";
    EXPECT_THAT(
        request(bare, "anonymous: true"),
        HasSubstr("bad.proto:11: field ecommerce.bad.v1.P.a comes from clients of ecommerce.bad.v1.S.C and "
                  "has no form"));
    EXPECT_THAT(request(bare, "roles: [ROLE_ADMIN]"), HasSubstr("has no form"));
    EXPECT_EQ(request(bare, "internal: true"), "");
    EXPECT_EQ(request("string a = 1 [(options.v1.text) = TEXT_ONE_LINE];", "anonymous: true"), "");
    EXPECT_THAT(request("repeated string a = 1;", "anonymous: true"), HasSubstr("has no form"));
    EXPECT_EQ(request("string a = 1 [(validate.rules).string = {in: [\"x\"]}];", "anonymous: true"), "");
    const auto pattern = [&](const std::string& text) {
        return request("string a = 1 [(validate.rules).string.pattern = \"" + text + "\"];",
                       "anonymous: true");
    };
    EXPECT_EQ(pattern("^(a|b)?[A-Z.-]{0,4}\\\\d$"), "");
    for (const auto* open : {"[a-z]+", "^a$|b", "^.$", "^[^a]$", "^\\\\S$", "^\\\\p{L}$"}) {
        EXPECT_THAT(pattern(open), HasSubstr("has no form")) << open;
    }
}

TEST_F(Refusal, RefusesAFormOfWhatIsNoText) {
    EXPECT_THAT(field("int32 a = 1 [(options.v1.text) = TEXT_ONE_LINE];"),
                HasSubstr("bad.proto:12: field ecommerce.bad.v1.M.a has a form of text, which it is not"));
    EXPECT_THAT(field("map<string, string> a = 1 [(options.v1.text) = TEXT_ONE_LINE];"),
                HasSubstr("which it is not"));
    EXPECT_THAT(field("string a = 1 [(options.v1.text) = TEXT_UNSPECIFIED];"),
                HasSubstr("has a form that there is not"));
}

TEST_F(Refusal, RefusesPackagesOfOthers) {
    EXPECT_THAT(generate("syntax = \"proto3\";\npackage other.v1;\n"),
                HasSubstr("bad.proto:1: the package is not within"));
}

TEST_F(Refusal, RefusesReasonsWithoutThePrefix) {
    EXPECT_THAT(reason("GONE = 1 [(options.v1.code) = CODE_CONFLICT];"),
                HasSubstr("bad.proto:13: the reason GONE does not begin with ERROR_REASON_"));
}

TEST_F(Refusal, RefusesReasonsWithoutACode) {
    EXPECT_EQ(reason("ERROR_REASON_GONE = 1 [(options.v1.code) = CODE_CONFLICT];"), "");
    EXPECT_THAT(reason("ERROR_REASON_GONE = 1;"),
                HasSubstr("bad.proto:13: the reason ERROR_REASON_GONE has no code"));
    EXPECT_THAT(reason("ERROR_REASON_GONE = 1 [(options.v1.code) = CODE_UNSPECIFIED];"),
                HasSubstr("has no code"));
}

TEST_F(Refusal, RefusesReasonsWithAStatusOfSuccess) {
    EXPECT_THAT(reason("ERROR_REASON_GONE = 1 [(options.v1.code) = CODE_CONFLICT, "
                       "(options.v1.http_status) = 204];"),
                HasSubstr("has an http_status that is no failure"));
}

TEST_F(Refusal, TellsAllProblemsAtOnce) {
    const auto said = service("rpc A(ARequest) returns (AResponse);\nrpc B(BRequest) returns (BResponse);\n");
    EXPECT_THAT(said, HasSubstr("S.A has no access"));
    EXPECT_THAT(said, HasSubstr("S.B has no access"));
}

}  // namespace
