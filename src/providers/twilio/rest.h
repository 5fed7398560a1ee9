// Calls of Twilio's REST API: addresses, who signs in, and forms.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "net/http_client.h"
#include "ports/provider.h"

namespace recado::twilio {

// "https://api.twilio.com/2010-04-01/Accounts/AC…/" and `path`.
std::string account_url(const ProviderAccess& access, std::string_view path);
// What follows the host, as Twilio writes it in next_page_uri.
std::string url_below(const ProviderAccess& access, std::string_view uri);

// Empty when one of the two cannot be a part of a header, so that no request is made with it. Basic (reference, top): the
// account with its token, or an API key with its secret.
std::string authorization_of(const ProviderAccess& access);

class Form {
 public:
  // What is empty is left out.
  Form& add(std::string_view name, std::string_view value);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace recado::twilio
