// HMAC with the key's part computed once, so that signing costs the generator a microsecond.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string_view>

struct evp_md_ctx_st;

namespace recado::bench {

class Signer {
 public:
  enum class Hash { sha1, sha256 };

  Signer(Hash hash, std::string_view secret);
  // 20 bytes, or 32; good until the next call.
  std::span<const unsigned char> sign(std::string_view body);

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  using Context = std::unique_ptr<evp_md_ctx_st, Free>;
  static Context begun(Hash hash, std::string_view secret, unsigned char pad);

  Context inner_;
  Context outer_;
  Context work_;
  std::array<unsigned char, 32> digest_{};
};

}  // namespace recado::bench
