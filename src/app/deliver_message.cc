#include "app/deliver_message.h"

#include "app/apply_statuses.h"
#include "app/content_json.h"
#include "app/outgoing_file.h"
#include "base/log.h"
#include "domain/send_again.h"

namespace recado {

namespace {

// How long a lost answer is waited for before the lane goes on and the message is shown as uncertain. Statuses arrive within
// a second or two as a rule (Meta: 99 % of webhooks within one second).
constexpr DurationMs k_wait_for_status = std::chrono::seconds{60};

constexpr std::string_view k_awaiting_status = "awaiting_status";

DeliveryError awaiting_status() {
  return {std::string{k_awaiting_status}, "The provider's answer was lost. The message may have been sent.",
          "Wait a moment: the provider's status will tell."};
}

DeliveryError outcome_unknown() {
  return {std::string{k_outcome_unknown}, "The provider's answer was lost and no status has arrived.",
          "Ask the customer whether they got it before you send it again."};
}

}  // namespace

DeliverMessage::DeliverMessage(Store& store, const ConnectionDirectory& directory, const Providers& providers,
                               SendLimits& limits, const Clock& clock)
    : store_(store), directory_(directory), providers_(providers), limits_(limits), clock_(clock) {}

Result<void> DeliverMessage::operator()(const Job& job) {
  std::optional<Asked> asked;
  auto begun = store_.write(job.workspace, [&](Transaction& tx) -> Result<void> {
    asked.reset();
    auto prepared = prepare(tx, job);
    if (!prepared) return prepared.error();
    asked = std::move(*prepared);
    return {};
  });
  if (!begun) return begun;
  if (!asked) return {};
  const UtcMs asked_at = clock_.now();
  const SendOutcome outcome = asked->sender->send(asked->access, asked->request);
  const SendAttempt attempt = attempt_of(job.attempts + 1, asked_at, outcome);
  return store_.write(job.workspace, [&](Transaction& tx) { return conclude(tx, job, outcome, attempt); });
}

Result<std::optional<DeliverMessage::Asked>> DeliverMessage::prepare(Transaction& tx, const Job& job) {
  const MessageId id{job.subject};
  auto loaded = tx.messages().load({&id, 1});
  if (!loaded) return loaded.error();
  const auto nothing = [](Result<void> done) -> Result<std::optional<Asked>> {
    if (!done) return done.error();
    return std::optional<Asked>{};
  };
  if (loaded->empty()) return nothing(tx.jobs().finish(job.id));
  StoredMessage& message = loaded->front();
  if (message.status == DeliveryStatus::unknown) {
    // Nothing has been concluded of the last time it was asked: the program ended meanwhile.
    if (auto kept = tx.send_attempts().add(id, interrupted_attempt(job.attempts + 1, clock_.now())); !kept)
      return kept.error();
    return nothing(wait_for_status(tx, job, message));
  }
  if (message.status != DeliveryStatus::queued) return nothing(tx.jobs().finish(job.id));

  const UtcMs now = clock_.now();
  const auto known = directory_.find(message.connection);
  MessageSender* sender = known ? providers_.of(known->connection.provider).sender : nullptr;
  if (sender == nullptr || known->connection.status != ConnectionStatus::connected) {
    return nothing(reject(tx, job, message, {"disconnected", "The number is not connected.", "Connect it again."}));
  }
  auto content = outgoing_of(message);
  if (!content) return content.error();
  const auto place = place_of_file(tx, known->connection, *content, now);
  if (!place) return place.error();
  if (place->rejected) {
    return nothing(
        reject(tx, job, message, {place->rejected->reason, place->rejected->message, place->rejected->next_step}));
  }
  if (!place->is_there) return nothing(tx.jobs().postpone(job.id, now + k_wait_for_upload, job.attempts));
  if (const DurationMs wait = limits_.take(message.connection, message.conversation, now); wait > DurationMs{0}) {
    return nothing(tx.jobs().postpone(job.id, now + wait, job.attempts));
  }
  auto shown = tx.conversations().show(message.conversation);
  if (!shown) return shown.error();
  if (!*shown) return nothing(tx.jobs().finish(job.id));
  const bool reacts = message.type == MessageType::reaction;
  // Durable before the provider is asked: after a crash in the middle of the call nobody sends it a second time.
  message.status = DeliveryStatus::unknown;
  message.error.reset();
  if (auto saved = tx.messages().save_delivery({&message, 1}); !saved) return saved.error();
  const Contact& contact = (*shown)->contact;
  SendRequest request{message.id, contact.phone.value_or(""), contact.user_id.value_or(""), std::move(*content), {},
                      {}};
  (reacts ? request.about : request.reply_to) = message.reply_to;
  return std::optional{Asked{sender, access_to(known->connection, known->secrets), std::move(request)}};
}

Result<void> DeliverMessage::conclude(Transaction& tx, const Job& job, const SendOutcome& outcome,
                                      SendAttempt attempt) {
  const MessageId id{job.subject};
  auto loaded = tx.messages().load({&id, 1});
  if (!loaded) return loaded.error();
  if (loaded->empty()) return tx.jobs().finish(job.id);
  StoredMessage& message = loaded->front();
  const auto* later = std::get_if<RetryLater>(&outcome);
  if (later != nullptr) attempt.next_at = next_try(job, *later);
  if (auto kept = tx.send_attempts().add(id, attempt); !kept) return kept;
  // A status was quicker than the answer and has said all there is to say.
  const bool told_already = message.status != DeliveryStatus::unknown;

  if (const auto* accepted = std::get_if<Accepted>(&outcome)) {
    if (message.provider_id.empty()) message.provider_id = accepted->provider_message_id;
    message.status = advance(message.status, DeliveryStatus::sent);
    if (auto done = apply_parked(tx, message); !done) return done;
    return save(tx, message, tx.jobs().finish(job.id));
  }
  if (told_already) return tx.jobs().finish(job.id);
  if (const auto* rejected = std::get_if<Rejected>(&outcome)) {
    return reject(tx, job, message, {rejected->reason, rejected->message, rejected->next_step});
  }
  if (later != nullptr) return retry(tx, job, message, *later, attempt.next_at);
  log::warn("send_outcome_unknown", {{"message", id.text()}, {"why", std::get<OutcomeUnknown>(outcome).why}});
  return wait_for_status(tx, job, message);
}

Result<void> DeliverMessage::wait_for_status(Transaction& tx, const Job& job, StoredMessage& message) {
  if (message.error && message.error->reason == k_awaiting_status) {
    message.error = outcome_unknown();
    return save(tx, message, tx.jobs().finish(job.id));
  }
  if (message.error) return tx.jobs().finish(job.id);
  message.error = awaiting_status();
  return save(tx, message, tx.jobs().postpone(job.id, clock_.now() + k_wait_for_status, job.attempts));
}

std::optional<UtcMs> DeliverMessage::next_try(const Job& job, const RetryLater& later) const {
  const int attempts = job.attempts + 1;
  if (attempts >= k_most_attempts) return {};
  return clock_.now() + std::max(later.after, backoff(later.cause, attempts));
}

Result<void> DeliverMessage::retry(Transaction& tx, const Job& job, StoredMessage& message, const RetryLater& later,
                                   std::optional<UtcMs> next) {
  if (!next) {
    return reject(tx, job, message,
                  {"gave_up", "The provider could not be reached for about a day: " + later.why, "Send it again."});
  }
  message.status = DeliveryStatus::queued;
  const DurationMs wait = *next - clock_.now();
  log::info("send_retry", {{"message", message.id.text()}, {"why", later.why}, {"wait_ms", wait.count()}});
  if (auto saved = tx.messages().save_delivery({&message, 1}); !saved) return saved;
  return tx.jobs().postpone(job.id, *next, job.attempts + 1);
}

Result<void> DeliverMessage::reject(Transaction& tx, const Job& job, StoredMessage& message, DeliveryError why) {
  message.status = DeliveryStatus::failed;
  message.error = std::move(why);
  const std::pair<MessageId, StatusReport> report{
      message.id, {message.provider_id, DeliveryStatus::failed, clock_.now(), clock_.now(), message.error}};
  if (auto recorded = tx.messages().record_statuses({&report, 1}); !recorded) return recorded;
  return save(tx, message, tx.jobs().finish(job.id));
}

Result<void> DeliverMessage::save(Transaction& tx, const StoredMessage& message, Result<void> job_done) {
  if (!job_done) return job_done;
  if (auto saved = tx.messages().save_delivery({&message, 1}); !saved) return saved;
  const NewLiveEvent event{LiveKind::message_updated, message.conversation, shown_on(message), clock_.now()};
  if (auto told = tx.live_log().append({&event, 1}); !told) return told.error();
  return {};
}

}  // namespace recado
