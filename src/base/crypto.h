// The few cryptographic operations Recado needs, over libsodium and OpenSSL. Nothing here keeps state.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace recado::crypto {

// HMAC-SHA256 as 64 lower-case hex digits. Used for webhook signatures over the raw bytes of a body.
std::string hmac_sha256_hex(std::string_view key, std::string_view message);
// HMAC-SHA1 as 20 raw bytes. Only because Twilio signs with it.
std::string hmac_sha1(std::string_view key, std::string_view message);
std::string sha256_hex(std::string_view bytes);
// SHA-256 of what comes piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void put(std::string_view bytes);
  // 64 lower-case hex digits. Once, at the end.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};
// 64 bits of SHA-256, for hash columns that an index compares before the full text does. Stable for ever: it is stored.
std::int64_t hash64(std::string_view bytes);

// Time depends on the lengths only.
bool equal_in_constant_time(std::string_view a, std::string_view b);

std::string random_bytes(std::size_t count);
// `prefix` and 32 random bytes in base64url: what a person or program keeps as a secret.
std::string random_token(std::string_view prefix);

std::string to_base64(std::string_view bytes);
std::string to_base64url(std::string_view bytes);
Result<std::string> from_base64(std::string_view text);
std::string to_hex(std::string_view bytes);
// Errors: invalid.
Result<std::string> from_hex(std::string_view text);

// Argon2id with libsodium's interactive cost: 64 MiB, some 50 to 100 ms. The text carries its own salt and cost.
std::string hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);

// Seals secrets at rest (XChaCha20-Poly1305 under the master key). `context` is bound to the box, so that a box copied
// into another row or column does not open there.
class MasterKey {
 public:
  static constexpr std::size_t k_bytes = 32;

  // `bytes`: exactly k_bytes
  static Result<MasterKey> from_bytes(std::string_view bytes);
  static MasterKey generate();

  std::string seal(std::string_view secret, std::string_view context) const;
  Result<std::string> open(std::string_view box, std::string_view context) const;
  std::string_view bytes() const { return {reinterpret_cast<const char*>(key_.data()), key_.size()}; }

 private:
  std::array<unsigned char, k_bytes> key_{};
};

}  // namespace recado::crypto
