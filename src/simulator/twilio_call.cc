#include "simulator/twilio_call.h"

#include <algorithm>

#include "base/crypto.h"
#include "simulator/twilio_updates.h"

namespace recado::simulator {

namespace {

constexpr std::string_view k_accounts = "/2010-04-01/Accounts/";

struct Credentials {
  std::string user;
  std::string password;
};

Credentials credentials_of(const net::Request& request) {
  constexpr std::string_view basic = "Basic ";
  const std::string_view header = request.headers.get("Authorization");
  if (!header.starts_with(basic)) return {};
  const auto decoded = crypto::from_base64(header.substr(basic.size()));
  if (!decoded) return {};
  const auto colon = decoded->find(':');
  if (colon == std::string::npos) return {};
  return {decoded->substr(0, colon), decoded->substr(colon + 1)};
}

// The account with its token; an API key by any name with the same secret.
bool opens(const Number& number, const Credentials& credentials) {
  const bool named = credentials.user == number.account_id || credentials.user.starts_with("SK");
  return number.provider == "twilio" && named &&
         (number.access_token.empty() || number.access_token == credentials.password);
}

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    if (end > 0) out.emplace_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

}  // namespace

const Number* TwilioCall::number_at(const std::string& address) const {
  const auto found = std::ranges::find_if(numbers, [&](const Number& each) { return twilio_address(each) == address; });
  return found == numbers.end() ? nullptr : &*found;
}

std::vector<Number> twilio_numbers(const net::Request& request, const World& world) {
  std::vector<Number> numbers;
  const Credentials credentials = credentials_of(request);
  for (const auto& [id, number] : world.numbers) {
    if (opens(number, credentials)) numbers.push_back(number);
  }
  return numbers;
}

TwilioResult<TwilioCall> read_twilio_call(const net::Request& request, const World& world) {
  TwilioCall call{.method = request.method, .http = request};
  std::string_view path = request.path;
  if (!path.starts_with(k_accounts)) {
    return std::unexpected(TwilioError{404, 20404, "The requested resource " + request.path + " was not found"});
  }
  path.remove_prefix(k_accounts.size());
  if (path.ends_with(".json")) {
    path.remove_suffix(5);
    call.wants_json = true;
  }
  call.path = segments(path);
  if (!call.path.empty()) {
    call.account = call.path.front();
    call.path.erase(call.path.begin());
  }
  call.parameters = request.method == "GET" ? request.query : net::Query::parse(request.body);
  for (Number& number : twilio_numbers(request, world)) {
    if (number.account_id == call.account) call.numbers.push_back(std::move(number));
  }
  if (call.numbers.empty()) return std::unexpected(TwilioError{401, 20003, "Authenticate"});
  return call;
}

}  // namespace recado::simulator
