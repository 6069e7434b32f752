// SPDX-License-Identifier: Apache-2.0
#include "application/notification/app/template_service.h"

#include <map>

#include "application/notification/domain/mail_text.h"
#include "framework/call/page.h"
#include "framework/call/reasons.h"
#include "framework/rpc/messages.h"

#include "notification/v1/error_reason.rpc.h"

namespace ecommerce::notification {

namespace {

Error no_such_template() {
    return reason::not_found("There is no such template.");
}

Result<WordsKey> read_key(const v1::TemplateKey& key) {
    const auto type = parse<Type>(key.type());
    const auto channel = Channel(key.channel());
    if (!type || !has_channel(*type, channel)) return fail(no_such_template());
    return WordsKey{.type = *type, .channel = channel, .language = WordsLanguage(key.language())};
}

void write_key(const WordsKey& key, v1::TemplateKey& message) {
    message.set_type(std::string(name_of(key.type)));
    message.set_channel(v1::Channel(key.channel));
    message.set_language(v1::TemplateLanguage(key.language));
}

Result<void> check(Type type, const Words& words) {
    std::vector<FieldViolation> violations;
    if (auto fault = fault_of(type, words.title); !fault.empty())
        violations.push_back({"title", std::move(fault)});
    if (auto fault = fault_of(type, words.body); !fault.empty())
        violations.push_back({"body", std::move(fault)});
    if (violations.empty()) return {};
    return fail(reason::invalid_field("These words cannot be filled in.").violations(std::move(violations)));
}

}  // namespace

Task<Result<v1::ListTemplatesResponse>> TemplateService::ListTemplates(CallContext& context,
                                                                       const v1::ListTemplatesRequest&) {
    std::map<WordsKey, TemplateRow> written;
    for (auto& row : co_await ok(needs_.templates.latest(context)))
        written.emplace(WordsKey{row.type, row.channel, row.language}, std::move(row));
    v1::ListTemplatesResponse response;
    for (const auto& type : kNamesOf<Type>) {
        for (const auto& channel : kNamesOf<Channel>) {
            for (const auto& language : kNamesOf<WordsLanguage>) {
                if (!has_channel(type.value, channel.value)) continue;
                const WordsKey key{type.value, channel.value, language.value};
                const auto found = written.find(key);
                const bool own = found == written.end() || found->second.title.empty();
                const auto words =
                    own ? built_in(key.type, key.language) : Words{found->second.title, found->second.body};
                auto& message = *response.add_templates();
                write_key(key, *message.mutable_key());
                message.set_kind(v1::NotificationKind(template_of(key.type).kind));
                message.set_title(words.title);
                message.set_body(words.body);
                message.set_version(found == written.end() ? 0 : std::uint32_t(found->second.version));
                message.set_built_in(own);
                for (const auto& name : variables_of(key.type)) message.add_variables(name);
            }
        }
    }
    co_return response;
}

Task<Result<v1::ListTemplateVersionsResponse>> TemplateService::ListTemplateVersions(
    CallContext& context, const v1::ListTemplateVersionsRequest& request) {
    const auto key = co_await ok(read_key(request.key()));
    const auto page = co_await ok(read_page("template versions", request));
    auto rows = co_await ok(needs_.templates.versions(context, key, page.before_id(), page.limit()));
    v1::ListTemplateVersionsResponse response;
    response.set_next_page_token(page.cut(rows, &TemplateRow::version));
    for (const auto& row : rows) {
        auto& version = *response.add_versions();
        version.set_version(std::uint32_t(row.version));
        version.set_title(row.title);
        version.set_body(row.body);
        version.set_author_id(row.author_id);
        rpc::set_time(*version.mutable_created_at(), row.created_at);
    }
    co_return response;
}

Task<Result<std::uint32_t>> TemplateService::add(CallContext& context, const WordsKey& key,
                                                 std::uint32_t seen, Words words) {
    const auto version = seen + 1;
    const bool added = co_await ok(needs_.templates.add(context, {.type = key.type,
                                                                  .channel = key.channel,
                                                                  .language = key.language,
                                                                  .version = std::int32_t(version),
                                                                  .title = std::move(words.title),
                                                                  .body = std::move(words.body),
                                                                  .author_id = context.principal.user_id,
                                                                  .created_at = needs_.clock.now()}));
    if (!added) co_return v1::reason::template_changed("Somebody has changed this template. Read it again.");
    needs_.words.forget();
    co_return version;
}

Task<Result<v1::SaveTemplateResponse>> TemplateService::SaveTemplate(CallContext& context,
                                                                     const v1::SaveTemplateRequest& request) {
    const auto key = co_await ok(read_key(request.key()));
    Words words{.title = request.title(), .body = request.body()};
    co_await ok(check(key.type, words));
    v1::SaveTemplateResponse response;
    response.set_version(co_await ok(add(context, key, request.version(), std::move(words))));
    co_return response;
}

Task<Result<v1::RestoreTemplateResponse>> TemplateService::RestoreTemplate(
    CallContext& context, const v1::RestoreTemplateRequest& request) {
    const auto key = co_await ok(read_key(request.key()));
    Words words;  // none: the program's own
    if (request.to_version() > 0) {
        auto found = co_await ok(needs_.templates.find(context, key, std::int32_t(request.to_version())));
        if (!found) co_return reason::not_found("There is no such version.");
        words = {.title = std::move(found->title), .body = std::move(found->body)};
        // What the message leaves open may have changed since.
        co_await ok(check(key.type, words));
    }
    v1::RestoreTemplateResponse response;
    response.set_version(co_await ok(add(context, key, request.version(), std::move(words))));
    co_return response;
}

Task<Result<v1::PreviewTemplateResponse>> TemplateService::PreviewTemplate(
    CallContext&, const v1::PreviewTemplateRequest& request) {
    const auto key = co_await ok(read_key(request.key()));
    Words words{.title = request.title(), .body = request.body()};
    co_await ok(check(key.type, words));
    const auto samples = samples_of(key.type);
    const auto subject = sample_subject(key.type);
    v1::PreviewTemplateResponse response;
    response.set_title(fill(words.title, samples, subject));
    response.set_body(fill(words.body, samples, subject));
    if (key.channel == Channel::mail) {
        WrittenWords written;
        written.put(key, std::move(words));
        const auto language = key.language == WordsLanguage::en ? Language::en : Language::zh_cn;
        response.set_html(mail_text(written, {key.type, samples, subject}, "", language).html);
    }
    co_return response;
}

Task<Result<v1::SendTestMailResponse>> TemplateService::SendTestMail(CallContext& context,
                                                                     const v1::SendTestMailRequest& request) {
    const auto type = parse<Type>(request.type());
    if (!type || !has_channel(*type, Channel::mail)) co_return no_such_template();
    if (!needs_.sends_mails) co_return v1::reason::no_mails("This platform sends no mails.");
    std::vector<std::string> details{std::string(kTestMail), "1"};
    for (const auto& [name, value] : samples_of(*type)) {
        details.push_back(name);
        details.push_back(value);
    }
    auto body = [&](postgres::Transaction& tx) -> Task<Result<void>> {
        needs_.mails.put(tx,
                         {.owner = {Box::account, context.principal.user_id},
                          .type = *type,
                          .details = details,
                          .subject = sample_subject(*type)},
                         needs_.clock.now());
        co_return {};
    };
    co_await ok(needs_.transact(context, std::move(body)));
    co_return v1::SendTestMailResponse();
}

}  // namespace ecommerce::notification
