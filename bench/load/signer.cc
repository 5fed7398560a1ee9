#include "load/signer.h"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

namespace recado::bench {

namespace {

constexpr std::size_t k_block = 64;

void must(int ok) {
  if (ok != 1) throw std::runtime_error{"OpenSSL failed."};
}

}  // namespace

void Signer::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Signer::Context Signer::begun(Hash hash, std::string_view secret, unsigned char pad) {
  if (secret.size() > k_block) throw std::runtime_error{"The secret is longer than a block."};
  std::array<unsigned char, k_block> key{};
  std::ranges::copy(secret, key.begin());
  for (auto& byte : key) byte ^= pad;
  Context context{EVP_MD_CTX_new()};
  must(EVP_DigestInit_ex(context.get(), hash == Hash::sha1 ? EVP_sha1() : EVP_sha256(), nullptr));
  must(EVP_DigestUpdate(context.get(), key.data(), key.size()));
  return context;
}

Signer::Signer(Hash hash, std::string_view secret)
    : inner_(begun(hash, secret, 0x36)), outer_(begun(hash, secret, 0x5c)), work_(EVP_MD_CTX_new()) {}

std::span<const unsigned char> Signer::sign(std::string_view body) {
  unsigned int length = 0;
  must(EVP_MD_CTX_copy_ex(work_.get(), inner_.get()));
  must(EVP_DigestUpdate(work_.get(), body.data(), body.size()));
  must(EVP_DigestFinal_ex(work_.get(), digest_.data(), &length));
  must(EVP_MD_CTX_copy_ex(work_.get(), outer_.get()));
  must(EVP_DigestUpdate(work_.get(), digest_.data(), length));
  must(EVP_DigestFinal_ex(work_.get(), digest_.data(), &length));
  return {digest_.data(), length};
}

}  // namespace recado::bench
