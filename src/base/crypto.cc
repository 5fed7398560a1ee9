#include "base/crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace recado::crypto {

namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// libsodium must be initialised once before anything else of it; doing so again is harmless and cheap.
void ensure_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
}

std::array<unsigned char, 32> sha256(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  unsigned int length = digest.size();
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  return digest;
}

std::string hex_of(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(count * 2, '0');
  for (std::size_t i = 0; i < count; ++i) {
    text[2 * i] = digits[bytes[i] >> 4];
    text[2 * i + 1] = digits[bytes[i] & 15];
  }
  return text;
}

std::string base64(std::string_view bytes, int variant) {
  ensure_sodium();
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
  text.pop_back();  // libsodium counts the terminating zero
  return text;
}

}  // namespace

std::string hmac_sha256_hex(std::string_view key, std::string_view message) {
  std::array<unsigned char, 32> mac{};
  unsigned int length = mac.size();
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(message), message.size(), mac.data(), &length);
  return hex_of(mac.data(), mac.size());
}

std::string hmac_sha1(std::string_view key, std::string_view message) {
  std::string mac(20, '\0');
  unsigned int length = 20;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes_of(message), message.size(),
       reinterpret_cast<unsigned char*>(mac.data()), &length);
  return mac;
}

std::string sha256_hex(std::string_view bytes) {
  const auto digest = sha256(bytes);
  return hex_of(digest.data(), digest.size());
}

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;

void Sha256::put(std::string_view bytes) { EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()); }

std::string Sha256::hex() {
  std::array<unsigned char, 32> digest{};
  unsigned int length = digest.size();
  EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length);
  return hex_of(digest.data(), digest.size());
}

std::int64_t hash64(std::string_view bytes) {
  const auto digest = sha256(bytes);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | digest[i];
  return static_cast<std::int64_t>(value);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  ensure_sodium();
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
  ensure_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_token(std::string_view prefix) { return std::string{prefix} + to_base64url(random_bytes(32)); }

std::string to_base64(std::string_view bytes) { return base64(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::string to_base64url(std::string_view bytes) { return base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

Result<std::string> from_base64(std::string_view text) {
  ensure_sodium();
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const bool padded = text.ends_with('=') || text.size() % 4 == 0;
  const int variant = padded ? sodium_base64_VARIANT_ORIGINAL : sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr, variant) !=
      0) {
    return invalid({}, "This is not base64 text.");
  }
  bytes.resize(length);
  return bytes;
}

std::string to_hex(std::string_view bytes) { return hex_of(bytes_of(bytes), bytes.size()); }

Result<std::string> from_hex(std::string_view text) {
  ensure_sodium();
  std::string bytes(text.size() / 2, '\0');
  std::size_t length = 0;
  const int failed = sodium_hex2bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr);
  if (failed != 0 || length * 2 != text.size()) return invalid({}, "This is not hexadecimal text.");
  return bytes;
}

std::string hash_password(std::string_view password) {
  ensure_sodium();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    std::abort();  // out of memory: there is nothing sensible to store
  }
  return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  ensure_sodium();
  return crypto_pwhash_str_verify(std::string{hash}.c_str(), password.data(), password.size()) == 0;
}

Result<MasterKey> MasterKey::from_bytes(std::string_view bytes) {
  if (bytes.size() != k_bytes) return invalid("master_key", "The master key must be exactly 32 bytes.");
  MasterKey key;
  std::memcpy(key.key_.data(), bytes.data(), k_bytes);
  return key;
}

MasterKey MasterKey::generate() {
  MasterKey key;
  const std::string bytes = random_bytes(k_bytes);
  std::memcpy(key.key_.data(), bytes.data(), k_bytes);
  return key;
}

std::string MasterKey::seal(std::string_view secret, std::string_view context) const {
  ensure_sodium();
  constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  std::string box = random_bytes(nonce_bytes);
  box.resize(nonce_bytes + secret.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(box) + nonce_bytes, nullptr, bytes_of(secret), secret.size(),
                                             bytes_of(context), context.size(), nullptr, bytes_of(box), key_.data());
  return box;
}

Result<std::string> MasterKey::open(std::string_view box, std::string_view context) const {
  ensure_sodium();
  constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (box.size() < nonce_bytes + tag_bytes) return internal("A sealed secret is too short to be one.");
  std::string secret(box.size() - nonce_bytes - tag_bytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(secret), nullptr, nullptr, bytes_of(box) + nonce_bytes,
                                                 box.size() - nonce_bytes, bytes_of(context), context.size(),
                                                 bytes_of(box), key_.data()) != 0) {
    return internal("A sealed secret does not open with this master key.",
                    "Start Recado with the master key that this data was written with.");
  }
  return secret;
}

}  // namespace recado::crypto
