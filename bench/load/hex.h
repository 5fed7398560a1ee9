// Lower-case hexadecimal, as webhooks are signed.
#pragma once

#include <span>
#include <string>

namespace recado::bench {

inline std::string hex(std::span<const unsigned char> bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace recado::bench
