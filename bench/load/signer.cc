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

Signer::Context Signer::begun(std::string_view secret, unsigned char pad) {
  if (secret.size() > k_block) throw std::runtime_error{"The secret is longer than a block."};
  std::array<unsigned char, k_block> key{};
  std::ranges::copy(secret, key.begin());
  for (auto& byte : key) byte ^= pad;
  Context context{EVP_MD_CTX_new()};
  must(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr));
  must(EVP_DigestUpdate(context.get(), key.data(), key.size()));
  return context;
}

Signer::Signer(std::string_view secret)
    : inner_(begun(secret, 0x36)), outer_(begun(secret, 0x5c)), work_(EVP_MD_CTX_new()) {}

std::array<char, 64> Signer::sign(std::string_view body) {
  std::array<unsigned char, 32> digest{};
  must(EVP_MD_CTX_copy_ex(work_.get(), inner_.get()));
  must(EVP_DigestUpdate(work_.get(), body.data(), body.size()));
  must(EVP_DigestFinal_ex(work_.get(), digest.data(), nullptr));
  must(EVP_MD_CTX_copy_ex(work_.get(), outer_.get()));
  must(EVP_DigestUpdate(work_.get(), digest.data(), digest.size()));
  must(EVP_DigestFinal_ex(work_.get(), digest.data(), nullptr));
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 64> hex{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  return hex;
}

}  // namespace recado::bench
