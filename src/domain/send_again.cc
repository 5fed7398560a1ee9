#include "domain/send_again.h"

namespace recado {

namespace {

Error refused(std::string_view reason, std::string message, std::string next_step) {
  Error error = conflict(std::move(message), std::move(next_step));
  error.reason = reason;
  return error;
}

bool is_uncertain(const StoredMessage& message) {
  return message.status == DeliveryStatus::unknown && message.error && message.error->reason == k_outcome_unknown;
}

bool is_on_its_way(const StoredMessage& message) {
  return message.status == DeliveryStatus::queued ||
         (message.status == DeliveryStatus::unknown && !is_uncertain(message));
}

Error sent_again_already(const StoredMessage& retry) {
  std::string next_step = "Nothing is to be done: the new message has gone out.";
  if (is_on_its_way(retry)) next_step = "Wait until the new message is shown as sent or failed.";
  if (may_be_sent_again(retry)) next_step = "Send the newer message again: " + retry.id.text() + ".";
  Error error = refused("sent_again", "This message was sent again already.", std::move(next_step));
  error.facts.emplace_back("retried_by", retry.id.text());
  return error;
}

}  // namespace

bool may_be_sent_again(const StoredMessage& message) {
  return message.direction == Direction::outbound && message.client_key && !message.retried_by &&
         (message.status == DeliveryStatus::failed || is_uncertain(message));
}

Result<void> check_send_again(const StoredMessage& message, const StoredMessage* retry) {
  // Without a key it was written on the phone app or by another system.
  if (message.direction != Direction::outbound || !message.client_key)
    return refused("not_ours", "This message was not sent from here.", "Write it as a new message.");
  if (retry != nullptr) return sent_again_already(*retry);
  if (may_be_sent_again(message)) return {};
  if (is_on_its_way(message))
    return refused("on_its_way", "This message is still on its way.", "Wait until it is shown as sent or failed.");
  return refused("not_failed", "This message has not failed.", "Write it as a new message to send it twice.");
}

}  // namespace recado
