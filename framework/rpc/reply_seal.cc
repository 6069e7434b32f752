// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/reply_seal.h"

#include <sodium.h>

#include "framework/text/base64.h"

namespace ecommerce::rpc {

namespace {

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

ReplySeal::ReplySeal(std::string_view holder, std::string_view key) {
    const auto whole = std::to_string(holder.size()) + ":" + std::string(holder) + std::string(key);
    crypto_generichash(root_.data(), root_.size(), bytes(whole), whole.size(), nullptr, 0);
}

ReplySeal::Key ReplySeal::derive(Use use) const {
    Key key;
    static_assert(sizeof(Key) == crypto_kdf_KEYBYTES);
    crypto_kdf_derive_from_key(key.data(), key.size(), unsigned(use), "keyreply", root_.data());
    return key;
}

ReplySeal::Key ReplySeal::derive(Use use, std::string_view request) const {
    const auto under = derive(use);
    Key key;
    crypto_generichash(key.data(), key.size(), bytes(request), request.size(), under.data(), under.size());
    return key;
}

std::string ReplySeal::name() const {
    const auto key = derive(Use::name);
    return text::to_base64url({reinterpret_cast<const char*>(key.data()), key.size()});
}

std::string ReplySeal::hash(std::string_view request) const {
    const auto key = derive(Use::hash, request);
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

// Nonce, then ciphertext: a key is taken over by another attempt when the first one died, so that two replies may be
// sealed under it.
std::string ReplySeal::seal(std::string_view request, std::string_view reply) const {
    const auto key = derive(Use::reply, request);
    std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + reply.size(), '\0');
    auto* nonce = bytes(sealed);
    randombytes_buf(nonce, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, bytes(reply), reply.size(), nonce, key.data());
    return sealed;
}

std::optional<std::string> ReplySeal::open(std::string_view request, std::string_view sealed) const {
    constexpr auto kAround = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < kAround) return std::nullopt;
    const auto key = derive(Use::reply, request);
    std::string reply(sealed.size() - kAround, '\0');
    const auto box = sealed.substr(crypto_secretbox_NONCEBYTES);
    if (crypto_secretbox_open_easy(bytes(reply), bytes(box), box.size(), bytes(sealed), key.data()) != 0) {
        return std::nullopt;
    }
    return reply;
}

}  // namespace ecommerce::rpc
