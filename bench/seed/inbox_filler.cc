#include "seed/inbox_filler.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/crypto.h"
#include "domain/contact.h"
#include "domain/delivery_status.h"
#include "load/customers.h"

namespace recado::bench {

namespace {

constexpr auto k_history = std::chrono::days{90};
constexpr std::int64_t k_events_kept = 200'000;  // as housekeeping leaves them
constexpr std::int64_t k_first_ids = 1'000'000;  // between the ids of the history and those of conversations

std::string provider_id_of(std::uint32_t customer, std::int64_t n) {
  return fmt::format("wamid.HBgM{}FQIAEhgU{:016X}A==", crypto::to_base64(customer_phone(customer)),
                     scrambled(0x5eed000000000000 + static_cast<std::uint64_t>(n)));
}

std::string payload_of(std::uint32_t customer, const std::string& id, std::int64_t seconds, const std::string& text) {
  return fmt::format(
      R"({{"from":"{}","from_user_id":"{}","id":"{}","timestamp":"{}","text":{{"body":"{}"}},"type":"text"}})",
      customer_phone(customer), customer_user_id(customer), id, seconds, text);
}

}  // namespace

InboxFiller::InboxFiller(RowSink& sink, Connection connection, InboxSize size, UtcMs until)
    : sink_(sink), connection_(std::move(connection)), size_(size), from_(until - k_history), span_(k_history) {
  const std::int64_t first = smallest_id_at(from_) - k_first_ids;
  threads_.resize(size_.conversations);
  for (std::uint32_t customer = 0; customer < size_.conversations; ++customer) {
    Conversation& thread = threads_[customer];
    thread.id = ConversationId{first + customer};
    thread.contact = ContactId{first + size_.conversations + customer};
    thread.connection = connection_.id;
    thread.created_at = from_;
  }
}

InboxFiller::Entry InboxFiller::entry(std::int64_t n) const {
  const auto random = scrambled(static_cast<std::uint64_t>(n) ^ 0xabcdef);
  const double share = static_cast<double>(random >> 11) / static_cast<double>(std::uint64_t{1} << 53);
  const UtcMs at =
      from_ + DurationMs{static_cast<std::int64_t>(static_cast<double>(span_.count()) * static_cast<double>(n) /
                                                   static_cast<double>(size_.messages))};
  Entry made;
  made.customer = static_cast<std::uint32_t>(share * share * size_.conversations);
  made.direction = random % 5 < 3 ? Direction::inbound : Direction::outbound;
  made.at = at;
  // Many share a millisecond when the history is dense.
  made.id = MessageId{smallest_id_at(at) + (n & 0xfff)};
  return made;
}

void InboxFiller::fill() {
  messages();
  conversations();
  contacts();
  events();
  sink_.finish();
}

void InboxFiller::messages() {
  sink_.begin("message",
              "workspace_id, id, conversation_id, connection_id, direction, type, sent_at, received_at, status, "
              "provider_time, provider_hash, provider_id, text, payload, content, reply_to");
  for (std::int64_t n = 0; n < size_.messages; ++n) {
    const Entry made = entry(n);
    Conversation& thread = threads_[made.customer];
    const bool inbound = made.direction == Direction::inbound;
    const std::string id = provider_id_of(made.customer, n);
    const std::string text = some_text(static_cast<std::uint64_t>(n));
    const std::int64_t seconds = count_ms(made.at) / 1000;
    const UtcMs sent_at = utc_seconds(seconds);
    const std::string payload = inbound ? payload_of(made.customer, id, seconds, text) : "";
    const auto status = inbound ? DeliveryStatus::received : DeliveryStatus::read;
    const sql::Value values[] = {connection_.workspace,
                                 made.id,
                                 thread.id,
                                 connection_.id,
                                 static_cast<int>(made.direction),
                                 static_cast<int>(MessageType::text),
                                 sent_at,
                                 made.at,
                                 static_cast<int>(status),
                                 inbound ? sql::Value{seconds} : sql::Value{},
                                 crypto::hash64(id),
                                 id,
                                 text,
                                 payload,
                                 "",
                                 ""};
    sink_.row(values);
    thread.add({made.id, made.direction, MessageType::text, sent_at, text.substr(0, 120), false});
  }
  sink_.end();
}

void InboxFiller::conversations() {
  sink_.begin("conversation",
              "workspace_id, id, connection_id, contact_id, status, unread_count, last_inbound_at, waiting_since, "
              "last_message_at, last_message_id, last_direction, last_type, preview, created_at");
  for (Conversation& c : threads_) {
    const auto random = scrambled(static_cast<std::uint64_t>(c.id.value));
    if (c.last_direction == Direction::outbound) {
      c.mark_read();
      if (random % 10 < 8) c.set_status(random % 10 < 1 ? ConversationStatus::archived : ConversationStatus::closed);
    }
    // The cut may have gone through a letter of two bytes.
    while (!c.preview.empty() && (static_cast<unsigned char>(c.preview.back()) & 0x80) != 0) c.preview.pop_back();
    const sql::Value values[] = {connection_.workspace,
                                 c.id,
                                 c.connection,
                                 c.contact,
                                 static_cast<int>(c.status),
                                 c.unread_count,
                                 c.last_inbound_at,
                                 c.waiting_since,
                                 c.last_message_at,
                                 c.last_message_id,
                                 static_cast<int>(c.last_direction),
                                 static_cast<int>(c.last_type),
                                 c.preview,
                                 c.created_at};
    sink_.row(values);
  }
  sink_.end();
}

void InboxFiller::contacts() {
  sink_.begin("contact", "workspace_id, id, profile_name, phone, user_id, created_at");
  for (std::uint32_t customer = 0; customer < size_.conversations; ++customer) {
    const std::string name = customer_name(customer);
    const std::string phone = customer_phone(customer);
    const std::string user_id = customer_user_id(customer);
    const sql::Value values[] = {connection_.workspace, threads_[customer].contact, name, phone, user_id, from_};
    sink_.row(values);
  }
  sink_.end();
  sink_.begin("contact_identity", "workspace_id, kind, scope, value, contact_id");
  for (std::uint32_t customer = 0; customer < size_.conversations; ++customer) {
    Party party;
    party.phone = customer_phone(customer);
    party.user_id = customer_user_id(customer);
    for (const Identity& identity : identities_of(party, std::string{to_text(connection_.provider)})) {
      const sql::Value values[] = {connection_.workspace, static_cast<int>(identity.kind), identity.scope,
                                   identity.value, threads_[customer].contact};
      sink_.row(values);
    }
  }
  sink_.end();
}

void InboxFiller::events() {
  sink_.begin("live_event", "workspace_id, seq, kind, conversation_id, message_id, at");
  for (std::int64_t n = std::max<std::int64_t>(size_.messages - k_events_kept, 0); n < size_.messages; ++n) {
    const Entry made = entry(n);
    const sql::Value values[] = {connection_.workspace, n + 1, 0, threads_[made.customer].id, made.id, made.at};
    sink_.row(values);
  }
  sink_.end();
  sink_.begin("live_counter", "workspace_id, seq");
  const sql::Value counter[] = {connection_.workspace, size_.messages};
  sink_.row(counter);
  sink_.end();
}

}  // namespace recado::bench
