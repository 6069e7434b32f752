// SPDX-License-Identifier: Apache-2.0
#include "framework/openapi/reference_page.h"

#include <gmock/gmock.h>

namespace ecommerce::openapi {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ReferencePage, KeepsToAStrictContentSecurityPolicy) {
    const auto page = reference_page();
    EXPECT_THAT(page, HasSubstr("href=\"" + std::string(kReferenceStylePath) + "\""));
    EXPECT_THAT(page, HasSubstr("src=\"" + std::string(kReferenceScriptPath) + "\""));
    EXPECT_THAT(page, Not(HasSubstr("<style")));
    EXPECT_THAT(page, Not(HasSubstr("style=")));
    EXPECT_THAT(page, Not(HasSubstr("onclick")));
    for (const auto& file : {page, reference_style(), reference_script()})
        EXPECT_THAT(file, Not(HasSubstr("://")));
}

TEST(ReferencePage, EntersNothingAsMarkup) {
    for (const auto* danger : {"innerHTML", "insertAdjacentHTML", "document.write", "eval("}) {
        EXPECT_THAT(reference_script(), Not(HasSubstr(danger)));
    }
}

}  // namespace
}  // namespace ecommerce::openapi
