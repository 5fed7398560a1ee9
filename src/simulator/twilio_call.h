// One call of Twilio's REST API: who asks, for what, with which parameters.
#pragma once

#include <string>
#include <vector>

#include "net/http.h"
#include "simulator/twilio_error.h"
#include "simulator/world.h"

namespace recado::simulator {

struct TwilioCall {
  std::string method;
  std::vector<std::string> path;  // behind "/2010-04-01/Accounts/AC…", the last without ".json"
  bool wants_json = false;        // the path ended in ".json"
  std::string account;
  net::Query parameters;        // of a form, or of the query of a GET
  std::vector<Number> numbers;  // of the account, all that the token opens
  const net::Request& http;

  std::string text(std::string_view name) const { return std::string{parameters.get(name).value_or("")}; }
  // By its address "whatsapp:+1…"; null when it is none of the account's.
  const Number* number_at(const std::string& address) const;
};

// Errors: 20003 when the token opens no number of the account; 20404 for a path without an account.
TwilioResult<TwilioCall> read_twilio_call(const net::Request& request, const World& world);
// The numbers that the credentials of a call outside of an account's path open; empty: none.
std::vector<Number> twilio_numbers(const net::Request& request, const World& world);

}  // namespace recado::simulator
