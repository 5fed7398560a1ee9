#include "simulator/control_numbers.h"

#include <boost/json.hpp>

#include <algorithm>

#include "base/json_writer.h"
#include "simulator/ids.h"
#include "simulator/json_read.h"
#include "simulator/send_message.h"

namespace recado::simulator {

namespace {

bool is_decimal(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string number_json(const Number& number) {
  JsonWriter out;
  out.begin_object()
      .member("number_id", number.id)
      .member("provider", number.provider)
      .member("account_id", number.account_id)
      .member("phone", number.phone);
  out.member("display_name", number.display_name).member("webhook_url", number.webhook_url).end_object();
  return std::move(out).text();
}

void take(const boost::json::object& from, std::string_view name, std::string& to) {
  if (auto text = read_text(from, name)) to = std::move(*text);
}

// The webhook that stands for the number's own `webhook_url`: all events, one at a time.
KapsoWebhook own_webhook(const World& world, const Number& number) {
  const std::string id = uuid_of("webhook " + number.id);
  const auto known = world.kapso_webhooks.find(id);
  KapsoWebhook webhook = known == world.kapso_webhooks.end() ? KapsoWebhook{.id = id} : known->second;
  webhook.number_id = number.id;
  webhook.url = number.webhook_url;
  webhook.secret_key = number.app_secret;
  return webhook;
}

}  // namespace

std::string list_numbers(const World& world) {
  JsonWriter out;
  out.begin_object().key("items").begin_array();
  for (const auto& [id, number] : world.numbers) out.raw(number_json(number));
  out.end_array().end_object();
  return std::move(out).text();
}

Result<std::string> put_number(Ledger& ledger, const std::string& number_id, std::string_view body) {
  const auto given = read_object(body);
  if (!given) return invalid("", "the number is a JSON object");
  if (!is_decimal(number_id)) return invalid("number_id", "a number's id has digits only, as the provider's have");
  return ledger.change([&](Change& change) -> Result<std::string> {
    const Number* before = find_number(change.world(), number_id);
    Number number = before ? *before : Number{.id = number_id};
    take(*given, "provider", number.provider);
    take(*given, "account_id", number.account_id);
    take(*given, "phone", number.phone);
    take(*given, "display_name", number.display_name);
    take(*given, "access_token", number.access_token);
    take(*given, "app_secret", number.app_secret);
    take(*given, "verify_token", number.verify_token);
    take(*given, "webhook_url", number.webhook_url);
    number.phone = digits_of(number.phone);
    const bool is_twilio = number.provider == "twilio";
    if (is_twilio && (!number.account_id.starts_with("AC") || number.id != number.phone)) {
      return invalid("account_id", "an account of Twilio begins with AC, and a number's id there is its phone number");
    }
    if (!is_twilio && !is_decimal(number.account_id)) return invalid("account_id", "an account's id has digits only");
    if (number.account_id == number_id) return invalid("account_id", "a number and its account have different ids");
    if (number.phone.empty()) return invalid("phone", "a number has a phone number, as digits");
    if (number.provider != "meta" && number.provider != "kapso" && !is_twilio) {
      return invalid("provider", "a number is of the provider \"meta\", \"kapso\" or \"twilio\"");
    }
    change.commit(NumberPut{number});
    if (number.provider == "kapso" && !number.webhook_url.empty()) {
      change.commit(KapsoWebhookPut{own_webhook(change.world(), number)});
    }
    return number_json(number);
  });
}

Result<std::string> verify_number(const Ledger& ledger, const std::string& number_id, const Challenge& challenge) {
  const auto number = ledger.read([&](const World& world) {
    const Number* found = find_number(world, number_id);
    return found ? std::optional{*found} : std::nullopt;
  });
  if (!number) return not_found("there is no number " + number_id);
  const auto outcome = challenge(number->webhook_url, number->verify_token);
  JsonWriter out;
  out.begin_object().member("verified", outcome.passed).member("status", outcome.status).end_object();
  return std::move(out).text();
}

}  // namespace recado::simulator
