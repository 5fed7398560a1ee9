#include "providers/meta/error_table.h"

#include <algorithm>
#include <array>

#include "providers/meta/error_code.h"

namespace recado::meta {

namespace {

// Sorted by use, not by name: what people meet most stands first.
constexpr auto k_meanings = std::to_array<ErrorMeaning>({
    {"window_closed", "More than 24 hours have passed since the customer's last message.",
     "Send an approved template; the window opens again when the customer answers."},
    {"not_on_whatsapp", "The message cannot be delivered to this person.",
     "Check the number; the person may not use WhatsApp, use an old version, or not have accepted its terms."},
    {"contact_stopped", "This person does not want marketing messages from your business.",
     "Send no marketing to this contact until they ask for it again."},
    {"credentials", "Meta does not accept the access token, or it lacks a permission.",
     "Open the connection in Settings and enter a new token with whatsapp_business_messaging and "
     "whatsapp_business_management."},
    {"rate_limited", "Messages are sent faster than Meta allows.", "Nothing to do: sending goes on more slowly."},
    {"provider_trouble", "Meta had a fault while it handled the message.",
     "Wait for a delivery status before you send the message again."},
    {"maintenance", "Meta is changing something about this number or template and takes no messages for a moment.",
     "Nothing to do: the message is tried again."},
    {"billing", "Meta cannot charge for the message.",
     "Check the payment method of the WhatsApp business account in Meta Business Suite."},
    {"policy", "Meta blocks this account for a violation of its policies.",
     "Look at Account quality in Meta Business Suite and ask for a review there."},
    {"spam_limit", "Meta limits this number because too many people blocked or reported it.",
     "Check the quality rating of the number and wait until it recovers."},
    {"held_back_by_meta", "Meta chose not to deliver this marketing message to this person.",
     "Wait at least 24 hours before you try again, longer every time."},
    {"messaging_limit", "The limit of conversations started by your business in 24 hours is reached.",
     "Wait until tomorrow, or raise the limit in Meta Business Suite."},
    {"invalid", "Meta does not accept a value in the message.", "Correct the message and send it again."},
    {"number_gone", "The business number no longer exists at Meta, or the token cannot see it.",
     "Connect the number again in Settings."},
    {"number_not_registered", "The business number is not registered for the Cloud API.",
     "Register the number in WhatsApp Manager, then check the connection in Settings."},
    {"account_locked", "Meta has locked the WhatsApp business account.",
     "Look at Account quality in Meta Business Suite."},
    {"display_name", "Meta has not approved the display name of this number.",
     "Correct the display name in WhatsApp Manager and wait for its approval."},
    {"recipient_is_sender", "The message is addressed to the number it is sent from.", "Choose another recipient."},
    {"not_in_test_list", "A test number may only write to people on its list.",
     "Add the recipient to the test number's list in the Meta app, or use a real number."},
    {"country_restricted", "This account may not write to people in that country.",
     "See in Meta's policies whether your line of business is allowed there."},
    {"blocked_by_us", "Your business has blocked this person.", "Unblock the person first."},
    {"experiment", "Meta keeps marketing from this person as part of an experiment.",
     "Do not send it again; write to the person when they have written to you."},
    {"unsupported_type", "WhatsApp does not support this kind of message here.", "Send it as another type."},
    {"media", "Meta could not fetch or process the file.", "Check the file's type and size, and attach it again."},
    {"template_parameters", "The values do not fit the template's variables.",
     "Fill in every variable, without line breaks or long gaps, and send again."},
    {"template_missing", "The template does not exist in this language, or is not approved.",
     "Refresh the templates and choose an approved one."},
    {"template_paused", "Meta has paused the template because people reported it.",
     "Edit the template, or use another one."},
    {"template_disabled", "Meta has disabled the template for good.", "Use another template."},
    {"flow", "The flow of the message is blocked or limited by Meta.", "Look at the flow in WhatsApp Manager."},
    {"needs_phone_number", "An authentication code can only be sent to a phone number.",
     "Ask the person for the number first."},
    {"marketing_disabled", "Meta does not allow marketing messages in this way from this account.",
     "Look at the account's marketing settings in WhatsApp Manager."},
    {"identity_changed", "The person's WhatsApp identity changed, perhaps with a new phone.",
     "Confirm that it is still the same person before you go on."},
    {"calling", "The call is not possible.", "Ask the person for permission to call, or write instead."},
    {"group", "The group does not allow it.", "Look at the group's settings and members."},
    {"block_list", "The list of blocked people cannot be changed like this.", "Try again later."},
    {"username", "The business username cannot be used.", "Choose another username."},
    {"history_import", "The history of the phone app cannot be imported.",
     "Start the import within 24 hours of connecting, and allow it on the phone."},
});

constexpr ErrorMeaning k_unlisted{"refused", "Meta refused it with an error that Recado does not know.",
                                  "Look at the details in Logs, and at Meta's list of error codes."};

ErrorMeaning meaning_of(std::string_view reason) {
  const auto found = std::ranges::find(k_meanings, reason, &ErrorMeaning::reason);
  return found == k_meanings.end() ? k_unlisted : *found;
}

std::string with_details(std::string_view message, const ApiError& error) {
  return error.details.empty() ? std::string{message} : std::string{message} + " Meta says: " + error.details;
}

SendOutcome rejected(std::string_view reason, const ApiError& error) {
  const ErrorMeaning meaning = meaning_of(reason);
  return Rejected{std::string{meaning.reason}, with_details(meaning.message, error), std::string{meaning.next_step},
                  error.code};
}

SendOutcome retried(RetryLater::Cause cause, DurationMs least, std::string_view reason, const ApiError& error) {
  return RetryLater{cause, std::max(least, error.retry_after.value_or(DurationMs{0})),
                    with_details(meaning_of(reason).message, error)};
}

SendOutcome outcome_of_status(const ApiError& error) {
  if (error.http_status == 429) return retried(RetryLater::Cause::number_rate, {}, "rate_limited", error);
  if (error.http_status == 401) return rejected("credentials", error);
  if (error.http_status >= 300 && error.http_status < 500) return rejected("refused", error);
  return OutcomeUnknown{with_details("Meta answered with status " + std::to_string(error.http_status) + ".", error)};
}

}  // namespace

ErrorMeaning explain(std::int64_t code) {
  const ErrorCodeRow* row = find_error_code(code);
  return row == nullptr ? k_unlisted : meaning_of(row->reason);
}

std::string_view reason_for(std::int64_t code) { return explain(code).reason; }

SendOutcome outcome_of(const ApiError& error) {
  const ErrorCodeRow* row = error.code ? find_error_code(*error.code) : nullptr;
  if (row == nullptr) return outcome_of_status(error);
  // Subcode 33 of 100: the number is gone, or was never this token's.
  if (error.code == 100 && error.subcode == 33) return rejected("number_gone", error);
  switch (row->remedy) {
    case Remedy::reject: return rejected(row->reason, error);
    case Remedy::number_rate: return retried(RetryLater::Cause::number_rate, {}, row->reason, error);
    // One message in six seconds to the same person (reference, 9).
    case Remedy::pair_rate: return retried(RetryLater::Cause::pair_rate, std::chrono::seconds{6}, row->reason, error);
    case Remedy::busy:
      return retried(RetryLater::Cause::provider_trouble, std::chrono::seconds{60}, row->reason, error);
    case Remedy::unknown: break;
  }
  return OutcomeUnknown{with_details(meaning_of(row->reason).message, error)};
}

}  // namespace recado::meta
