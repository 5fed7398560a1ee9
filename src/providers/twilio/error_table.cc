#include "providers/twilio/error_table.h"

#include <algorithm>
#include <array>

#include "providers/twilio/error_code.h"

namespace recado::twilio {

namespace {

constexpr auto k_meanings = std::to_array<ErrorMeaning>({
    {"window_closed", "More than 24 hours have passed since the customer's last message.",
     "Send an approved template; the window opens again when the customer answers."},
    {"not_on_whatsapp", "The message cannot be delivered to this number.",
     "Check the number; the person may not use WhatsApp."},
    {"contact_stopped", "This person has unsubscribed from your messages or blocked your number.",
     "Do not write to this contact until they ask for it."},
    {"credentials", "Twilio does not accept the account SID and the token, or the account is not active.",
     "Open the connection in Settings and enter the auth token or the API key again."},
    {"rate_limited", "Messages are sent faster than Twilio or WhatsApp allows.",
     "Wait a moment; if the message failed, send it again."},
    {"provider_trouble", "Twilio or WhatsApp had a fault while it handled the message.",
     "Wait for a delivery status before you send the message again."},
    {"billing", "WhatsApp cannot charge for the message, or the business manager is not in order.",
     "Check the payment method of the WhatsApp business account."},
    {"policy", "The message was blocked for a violation of WhatsApp's policies.",
     "Look at Account quality in Meta Business Suite, and at the content of your messages."},
    {"held_back_by_meta", "Meta chose not to deliver this marketing message to this person.",
     "Wait at least 24 hours before you try again, longer every time."},
    {"messaging_limit", "The number of messages that this account may send in a day is reached.",
     "Wait until tomorrow, or raise the limit in Twilio's console."},
    {"invalid", "Twilio does not accept a value in the message.", "Correct the message and send it again."},
    {"number_gone", "Twilio does not know this account or message, or the token cannot see it.",
     "Connect the number again in Settings."},
    {"number_not_registered", "The number is no WhatsApp sender of this Twilio account.",
     "Look at Messaging, Senders, WhatsApp senders in Twilio's console, then check the connection in Settings."},
    {"account_locked", "The Twilio account or the WhatsApp business account is suspended.",
     "Look at the account in Twilio's console and in Meta Business Suite."},
    {"display_name", "WhatsApp has not approved the display name or the certificate of this number.",
     "Look at the sender in Twilio's console and wait for the approval."},
    {"recipient_is_sender", "The message is addressed to the number it is sent from.", "Choose another recipient."},
    {"not_in_test_list", "A trial account or Twilio's sandbox may only write to people who have joined it.",
     "Ask the person to join the sandbox, or use a number of your own."},
    {"country_restricted", "This account may not write to people in that country.",
     "Allow the country in Twilio's console under Messaging, Geo permissions."},
    {"blocked_by_us", "Your business has blocked this person.", "Unblock the person first."},
    {"experiment", "WhatsApp limits messages to this person, perhaps as part of an experiment.",
     "Do not send it again; write to the person when they have written to you."},
    {"media", "Twilio or WhatsApp could not fetch or process the file.",
     "Check the file's type and size, that public_url can be reached from outside, and attach it again."},
    {"template_parameters", "The values do not fit the template's variables.",
     "Fill in every variable, without line breaks or long gaps, and send again."},
    {"template_missing", "The template does not exist in this language, or is not approved.",
     "Refresh the templates and choose an approved one."},
    {"template_paused", "The template is paused because people reported it.", "Edit the template, or use another one."},
    {"template_disabled", "The template is disabled for good.", "Use another template."},
});

constexpr ErrorMeaning k_unlisted{"refused", "Twilio refused it with an error that Recado does not know.",
                                  "Look at the details in Logs, and at Twilio's list of error codes."};

ErrorMeaning meaning_of(std::string_view reason) {
  const auto found = std::ranges::find(k_meanings, reason, &ErrorMeaning::reason);
  return found == k_meanings.end() ? k_unlisted : *found;
}

std::string with_details(std::string_view message, const ApiError& error) {
  return error.details.empty() ? std::string{message} : std::string{message} + " Twilio says: " + error.details;
}

SendOutcome rejected(std::string_view reason, const ApiError& error) {
  const ErrorMeaning meaning = meaning_of(reason);
  return Rejected{std::string{meaning.reason}, with_details(meaning.message, error), std::string{meaning.next_step},
                  error.code};
}

SendOutcome slowed(const ApiError& error) {
  return RetryLater{RetryLater::Cause::number_rate, error.retry_after.value_or(DurationMs{0}),
                    with_details(meaning_of("rate_limited").message, error)};
}

SendOutcome outcome_of_status(const ApiError& error) {
  if (error.http_status == 429) return slowed(error);
  if (error.http_status == 401 || error.http_status == 403) return rejected("credentials", error);
  if (error.http_status == 404) return rejected("number_gone", error);
  if (error.http_status >= 300 && error.http_status < 500) return rejected("refused", error);
  return OutcomeUnknown{with_details("Twilio answered with status " + std::to_string(error.http_status) + ".", error)};
}

}  // namespace

ErrorMeaning explain(std::int64_t code) {
  const ErrorCodeRow* row = find_error_code(code);
  return row == nullptr ? k_unlisted : meaning_of(row->reason);
}

SendOutcome outcome_of(const ApiError& error) {
  const ErrorCodeRow* row = error.code ? find_error_code(*error.code) : nullptr;
  if (row == nullptr) return outcome_of_status(error);
  switch (row->remedy) {
    case Remedy::reject: return rejected(row->reason, error);
    case Remedy::number_rate: return slowed(error);
    case Remedy::unknown: break;
  }
  return OutcomeUnknown{with_details(meaning_of(row->reason).message, error)};
}

}  // namespace recado::twilio
