// SPDX-License-Identifier: Apache-2.0
// Strangers' bytes against the token and identity verifiers: neither may crash, and nothing that the
// fuzzer invents may pass (it has no key).
#include "framework/auth/token.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "framework/auth/identity.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ecommerce;
    static const auth::TokenSigner signer(std::string(32, 'k'));
    static const auth::TokenVerifier verifier(signer.public_key());
    static const auth::IdentityCodec identity(std::string(32, 'k'));
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Timestamp now{};
    if (verifier.verify(text, now) || identity.verify(text, now)) std::abort();
    return 0;
}
