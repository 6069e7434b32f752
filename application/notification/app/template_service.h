// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "application/notification/app/present_words.h"
#include "application/notification/storage/mail_store.h"
#include "framework/postgres/transactor.h"
#include "framework/runtime/clock.h"

#include "notification/v1/template_service.rpc.h"

namespace ecommerce::notification {

// Implements the contract's TemplateService. Any loop.
class TemplateService final : public v1::TemplateService {
public:
    struct Needs {
        postgres::Transactor transact;
        const TemplateStore& templates;
        PresentWords& words;
        const MailStore& mails;
        const runtime::Clock& clock;
        bool sends_mails;
    };
    explicit TemplateService(Needs needs) : needs_(std::move(needs)) {}

    Task<Result<v1::ListTemplatesResponse>> ListTemplates(CallContext& context,
                                                          const v1::ListTemplatesRequest& request) override;
    Task<Result<v1::ListTemplateVersionsResponse>> ListTemplateVersions(
        CallContext& context, const v1::ListTemplateVersionsRequest& request) override;
    Task<Result<v1::SaveTemplateResponse>> SaveTemplate(CallContext& context,
                                                        const v1::SaveTemplateRequest& request) override;
    Task<Result<v1::RestoreTemplateResponse>> RestoreTemplate(
        CallContext& context, const v1::RestoreTemplateRequest& request) override;
    Task<Result<v1::PreviewTemplateResponse>> PreviewTemplate(
        CallContext& context, const v1::PreviewTemplateRequest& request) override;
    Task<Result<v1::SendTestMailResponse>> SendTestMail(CallContext& context,
                                                        const v1::SendTestMailRequest& request) override;

private:
    // Adds the version after `seen`, which it gives.
    Task<Result<std::uint32_t>> add(CallContext& context, const WordsKey& key, std::uint32_t seen,
                                    Words words);

    const Needs needs_;
};

}  // namespace ecommerce::notification
