#include "providers/twilio/address.h"

#include <algorithm>

namespace recado::twilio {

namespace {

constexpr std::string_view k_whatsapp = "whatsapp:";

// "US.1349…", "US.ENT.…": two letters of a country, a point, and no space.
bool is_user_id(std::string_view text) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() > 3 && letter(text[0]) && letter(text[1]) && text[2] == '.' &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace

Address read_address(std::string_view text) {
  Address address;
  if (text.empty()) return address;
  address.channel = "sms";
  if (text.starts_with(k_whatsapp)) {
    address.channel = "whatsapp";
    text.remove_prefix(k_whatsapp.size());
  } else if (is_user_id(text)) {
    address.channel = "whatsapp";
  }
  if (is_user_id(text)) {
    address.user_id = text;
    return address;
  }
  if (text.starts_with('+')) text.remove_prefix(1);
  // A form that was not escaped turns the "+" into a space.
  if (text.starts_with(' ')) text.remove_prefix(1);
  if (std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) address.phone = text;
  return address;
}

std::string whatsapp_address(std::string_view phone, std::string_view user_id) {
  std::string address{k_whatsapp};
  if (phone.empty()) return address.append(user_id);
  return address.append("+").append(phone);
}

}  // namespace recado::twilio
