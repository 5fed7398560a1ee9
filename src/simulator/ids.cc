#include "simulator/ids.h"

#include "base/crypto.h"

namespace recado::simulator {

namespace {

std::string upper_hex(std::size_t bytes) {
  std::string hex = crypto::to_hex(crypto::random_bytes(bytes));
  for (char& c : hex) {
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  }
  return hex;
}

void add_sized(std::string& to, std::string_view text) {
  to += '\x18';
  to += static_cast<char>(text.size());
  to += text;
}

// 32 hex digits as 8-4-4-4-12, marked as version 4.
std::string as_uuid(std::string hex) {
  hex[12] = '4';
  hex[16] = 'a';
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20, 12);
}

}  // namespace

std::string new_wamid(std::string_view customer_address, WamidSide side) {
  std::string bytes = "\x1c";
  add_sized(bytes, customer_address.substr(0, 100));
  bytes += std::string_view{"\x15\x02\x00", 3};
  bytes += side == WamidSide::from_customer ? '\x12' : '\x11';
  add_sized(bytes, side == WamidSide::from_customer ? "3A" + upper_hex(9) : upper_hex(9));
  bytes += '\0';
  return "wamid." + crypto::to_base64(bytes);
}

std::string new_fbtrace_id() { return "A" + crypto::to_base64url(crypto::random_bytes(16)); }

std::string new_decimal_id(std::size_t count) {
  std::string digits;
  for (const char byte : crypto::random_bytes(count)) {
    const int digit = static_cast<unsigned char>(byte) % 10;
    digits += static_cast<char>('0' + (digits.empty() && digit == 0 ? 1 : digit));
  }
  return digits;
}

std::string new_sid(std::string_view kind) { return std::string{kind} + crypto::to_hex(crypto::random_bytes(16)); }

std::string new_conversation_id() { return crypto::to_hex(crypto::random_bytes(16)); }

std::string new_uuid() { return as_uuid(crypto::to_hex(crypto::random_bytes(16))); }

std::string uuid_of(std::string_view words) { return as_uuid(crypto::sha256_hex(words)); }

}  // namespace recado::simulator
