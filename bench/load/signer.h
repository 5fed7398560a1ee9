// HMAC-SHA256 with the key's part computed once, so that signing costs the generator a microsecond.
#pragma once

#include <array>
#include <memory>
#include <string_view>

struct evp_md_ctx_st;

namespace recado::bench {

class Signer {
 public:
  explicit Signer(std::string_view secret);
  // 64 lower-case hex digits
  std::array<char, 64> sign(std::string_view body);

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  using Context = std::unique_ptr<evp_md_ctx_st, Free>;
  static Context begun(std::string_view secret, unsigned char pad);

  Context inner_;
  Context outer_;
  Context work_;
};

}  // namespace recado::bench
