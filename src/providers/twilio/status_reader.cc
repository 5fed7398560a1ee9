#include "providers/twilio/status_reader.h"

#include <charconv>

#include "providers/twilio/address.h"
#include "providers/twilio/error_table.h"
#include "providers/twilio/status_word.h"

namespace recado::twilio {

namespace {

std::string word_of(const FormFields& fields) { return fields.text_of_first({"MessageStatus", "SmsStatus"}); }

std::optional<ProviderError> error_of(const FormFields& fields) {
  ProviderError error;
  const std::string code = fields.text("ErrorCode");
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(code.data(), code.data() + code.size(), number);
  if (wrong == std::errc{} && end == code.data() + code.size() && number != 0) error.code = number;
  error.title = fields.text("ErrorMessage");
  error.details = fields.text("ChannelStatusMessage");
  if (!error.code && error.title.empty() && error.details.empty()) return {};
  if (error.code) error.reason = explain(*error.code).reason;
  return error;
}

DeliveryError failure_from(const std::optional<ProviderError>& error) {
  if (!error) return {"failed", "The message was not delivered and the provider did not say why.", ""};
  const ErrorMeaning meaning = explain(error->code.value_or(0));
  // Meta's own words, where Twilio passes them on, say more than Twilio's.
  const std::string& said = error->details.empty() ? error->title : error->details;
  return {std::string{meaning.reason}, said.empty() ? std::string{meaning.message} : said,
          std::string{meaning.next_step}};
}

}  // namespace

NumberRef number_of(const FormFields& fields, std::string_view our_address) {
  const Address ours = read_address(fields.text(our_address));
  return {fields.text("AccountSid"), ours.phone, ours.phone, ours.channel};
}

Party party_of(const FormFields& fields, std::string_view their_address) {
  const Address theirs = read_address(fields.text(their_address));
  Party party;
  party.phone = theirs.phone;
  party.user_id = theirs.user_id.empty() ? read_address(fields.text("ExternalUserId")).user_id : theirs.user_id;
  return party;
}

bool is_status(const FormFields& fields) {
  const std::string word = word_of(fields);
  return !word.empty() && word != "received" && word != "receiving";
}

WebhookEvent read_status(const FormFields& fields, std::string_view callback_data) {
  StatusEvent event;
  event.message_id = fields.text_of_first({"MessageSid", "SmsMessageSid", "SmsSid"});
  event.raw_status = word_of(fields);
  if (event.message_id.empty()) return BrokenItem{"a status names no message", fields.json()};
  const auto known = status_from(event.raw_status);
  if (!known) {
    return IgnoredEvent{"a status that is not acted on",
                        {{"message_id", event.message_id}, {"raw_status", event.raw_status}}};
  }
  event.status = *known;
  event.number = number_of(fields, "From");
  event.recipient = party_of(fields, "To");
  if (event.number.channel.empty()) event.number.channel = read_address(fields.text("To")).channel;
  event.error = error_of(fields);
  if (event.status == DeliveryStatus::failed) event.failure = failure_from(event.error);
  event.callback_data = callback_data;
  return event;
}

}  // namespace recado::twilio
