// Who is meant by From, To and ExternalUserId: "whatsapp:+15551234567", "+15551234567", "whatsapp:US.1349…".
#pragma once

#include <string>
#include <string_view>

namespace recado::twilio {

struct Address {
  std::string channel;  // "whatsapp" or "sms"; empty when there is no address
  std::string phone;    // digits
  std::string user_id;  // business-scoped; since 2026 in the place of a number that is not shared
};

Address read_address(std::string_view text);

// "whatsapp:+15551234567"; the user id when there is no number.
std::string whatsapp_address(std::string_view phone, std::string_view user_id = {});

}  // namespace recado::twilio
