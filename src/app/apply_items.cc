#include "app/apply_items.h"

#include <algorithm>
#include <deque>
#include <map>

#include "app/apply_statuses.h"
#include "app/content_json.h"
#include "app/find_contacts.h"
#include "app/receive_media.h"
#include "base/crypto.h"
#include "domain/capabilities.h"

namespace recado {

namespace {

// Adds the messages of one batch to their conversations; each conversation is read once and written once.
class Threads {
 public:
  Threads(Transaction& tx, IdSource& ids, UtcMs now) : tx_(tx), ids_(ids), now_(now), media_(ids, now) {}

  Result<int> add(std::span<const ReceivedItem* const> items, std::span<const ContactId> contacts) {
    if (auto opened = open(items, contacts); !opened) return opened.error();
    // Changes come after what they may be about.
    std::vector<std::size_t> messages;
    std::vector<std::size_t> changes;
    for (std::size_t i = 0; i < items.size(); ++i)
      (changes_another(std::get<MessageEvent>(items[i]->event).content.type) ? changes : messages).push_back(i);
    int created = 0;
    for (const auto& places : {messages, changes}) {
      const auto added = insert(items, places);
      if (!added) return added;
      created += *added;
    }
    if (auto done = media_.save(tx_); !done) return done.error();
    if (auto saved = save(); !saved) return saved.error();
    return created;
  }

 private:
  struct Thread {
    Conversation conversation;
    bool exists = false;
    bool changed = false;
  };

  Result<void> open(std::span<const ReceivedItem* const> items, std::span<const ContactId> contacts) {
    std::vector<Conversations::Thread> keys;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Conversations::Thread key{items[i]->connection->connection.id, contacts[i]};
      if (threads_.emplace(key, Thread{}).second) keys.push_back(key);
    }
    std::ranges::sort(keys);  // every program locks rows in the same order
    auto found = tx_.conversations().find(keys);
    if (!found) return found.error();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      Thread& thread = threads_.at(keys[i]);
      thread.exists = (*found)[i].has_value();
      if (thread.exists) {
        thread.conversation = std::move(*(*found)[i]);
      } else {
        thread.conversation.id = ids_.next<ConversationId>();
        std::tie(thread.conversation.connection, thread.conversation.contact) = keys[i];
        thread.conversation.created_at = now_;
      }
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      thread_of_item_.push_back(&threads_.at({items[i]->connection->connection.id, contacts[i]}));
    }
    return {};
  }

  Result<int> insert(std::span<const ReceivedItem* const> items, const std::vector<std::size_t>& places) {
    if (places.empty()) return 0;
    std::vector<StoredMessage> messages;
    messages.reserve(places.size());
    for (const std::size_t i : places) {
      messages.push_back(message_of(*items[i], *thread_of_item_[i]));
      if (auto found = find_target(messages.back()); !found) return found.error();
    }
    const auto inserted = tx_.messages().insert(messages);
    if (!inserted) return inserted.error();
    int created = 0;
    for (std::size_t at = 0; at < places.size(); ++at) {
      if ((*inserted)[at] == Inserted::created) {
        ++created;
        note(*items[places[at]], messages[at], *thread_of_item_[places[at]]);
        media_.note(messages[at], std::get<MessageEvent>(items[places[at]]->event).content);
      } else if ((*inserted)[at] == Inserted::filled) {
        if (auto told = note_filled(messages[at]); !told) return told.error();
      }
    }
    return created;
  }

  // What a reaction, an edit or a deletion is about, if it is here already: its screen line changes.
  Result<void> find_target(StoredMessage& message) {
    if (!changes_another(message.type)) return {};
    // Nothing older can be reacted to, edited or deleted (reference/meta.md, 2.2).
    auto found = tx_.messages().find_in_thread(message.conversation, message.reply_to, message.sent_at - k_reactable);
    if (!found) return found.error();
    if (*found) message.target = (*found)->id;
    return {};
  }

  StoredMessage message_of(const ReceivedItem& item, const Thread& thread) {
    const auto& event = std::get<MessageEvent>(item.event);
    StoredMessage message;
    message.id = ids_.next<MessageId>();
    message.conversation = thread.conversation.id;
    message.connection = item.connection->connection.id;
    message.direction = event.direction;
    message.type = event.content.type;
    message.sent_at = time_of(event.timestamp_s ? event.timestamp_s : event.sent_at_s, item.received_at);
    message.received_at = item.received_at;
    message.status = event.direction == Direction::inbound ? DeliveryStatus::received
                                                           : event.history_status.value_or(DeliveryStatus::sent);
    message.provider_time_s = std::max<std::int64_t>(event.timestamp_s.value_or(0), 0);
    message.provider_id = without_zeros(event.message_id);
    // A message without an id is recognised by its own text when it is delivered again.
    if (message.provider_id.empty()) message.provider_id = "sha256:" + crypto::sha256_hex(event.raw_json);
    message.text = without_zeros(event.content.text);
    if (message.text.empty() && !event.content.media.empty())
      message.text = without_zeros(event.content.media[0].caption);
    if (message.type == MessageType::reaction) message.text = without_zeros(event.content.reaction_emoji);
    message.payload = without_zeros(event.raw_json);
    message.content = content_json(event);
    message.reply_to = without_zeros(about(event.content));
    return message;
  }

  // Provider's id of the message that it quotes or changes.
  static const std::string& about(const MessageContent& content) {
    if (content.type == MessageType::reaction) return content.reaction_to;
    return changes_another(content.type) ? content.original_message_id : content.reply_to;
  }

  void note(const ReceivedItem& item, const StoredMessage& message, Thread& thread) {
    const auto& event = std::get<MessageEvent>(item.event);
    if (changes_another(message.type)) {
      note_change(message, thread);
    } else {
      events_.push_back({LiveKind::message_created, message.conversation, message.id, now_});
    }
    thread.conversation.add({message.id, message.direction, message.type, message.sent_at,
                             without_zeros(preview_of(event.content)), event.history});
    thread.changed = true;
  }

  void note_change(const StoredMessage& message, Thread& thread) {
    if (!message.target) {
      events_.push_back({LiveKind::conversation_updated, message.conversation, {}, now_});
      return;
    }
    if (message.type != MessageType::reaction) thread.conversation.amend(*message.target, message.type, message.text);
    events_.push_back({LiveKind::message_updated, message.conversation, *message.target, now_});
  }

  // The medium of an imported message has come in the place of its placeholder, under the id that this had.
  Result<void> note_filled(const StoredMessage& message) {
    auto found = tx_.messages().find_in_thread(message.conversation, message.provider_id, message.sent_at);
    if (!found) return found.error();
    if (*found) events_.push_back({LiveKind::message_updated, message.conversation, (*found)->id, now_});
    return {};
  }

  Result<void> save() {
    std::vector<Conversation> created;
    std::vector<Conversation> changed;
    for (const auto& [key, thread] : threads_) {
      if (thread.changed) (thread.exists ? changed : created).push_back(thread.conversation);
    }
    if (auto done = tx_.conversations().create(created); !done) return done;
    if (auto done = tx_.conversations().save(changed); !done) return done;
    if (auto done = tx_.live_log().append(events_); !done) return done.error();
    return {};
  }

  Transaction& tx_;
  IdSource& ids_;
  UtcMs now_;
  std::map<Conversations::Thread, Thread> threads_;
  std::vector<Thread*> thread_of_item_;
  std::vector<NewLiveEvent> events_;
  ReceivedMedia media_;
};

std::string scope_of(const ReceivedItem& item) { return std::string{to_text(item.connection->connection.provider)}; }

bool knows(const ReceivedItem& item) {
  return !identities_of(std::get<MessageEvent>(item.event).customer, scope_of(item)).empty();
}

// A change of a customer's number as a line of the thread, so that people see why it is another.
std::optional<ReceivedItem> as_message(const ReceivedItem& item) {
  const auto& event = std::get<SystemEvent>(item.event);
  if (event.message_id.empty()) return {};
  MessageEvent line;
  line.number = event.number;
  line.message_id = event.message_id;
  line.customer = event.customer;
  line.timestamp_s = event.timestamp_s;
  line.content.type = MessageType::system;
  line.content.raw_type = event.system_type;
  line.content.text = event.text;
  const bool number = !event.new_phone.empty();
  line.content.identity_change = {
      number ? "number_changed" : (event.new_user_id.empty() ? "identity_changed" : "user_id_changed"),
      event.customer.phone, event.new_phone};
  return ReceivedItem{item.receipt, item.place, item.received_at, item.connection, std::move(line)};
}

// A customer's number or user id changed: the new one is linked to the contact that has the old one.
Result<void> apply_change_of_identity(Transaction& tx, const ReceivedItem& item, IdSource& ids, UtcMs now) {
  const auto& event = std::get<SystemEvent>(item.event);
  Party before = event.customer;
  const std::string scope{to_text(item.connection->connection.provider)};
  if (identities_of(before, scope).empty()) return {};
  const PartyOf old{&before, scope};
  const auto contact = find_contacts(tx.contacts(), {&old, 1}, ids, now);
  if (!contact) return contact.error();
  Party after;
  after.phone = event.new_phone;
  after.user_id = event.new_user_id;
  const auto identities = identities_of(after, scope);
  const auto owners = tx.contacts().find(identities);
  if (!owners) return owners.error();
  std::vector<std::pair<Identity, ContactId>> linked;
  for (std::size_t i = 0; i < identities.size(); ++i) {
    if (!(*owners)[i]) linked.emplace_back(identities[i], contact->front());
  }
  if (auto done = tx.contacts().link(linked); !done) return done;
  auto loaded = tx.contacts().load(*contact);
  if (!loaded || loaded->empty()) return loaded ? Result<void>{} : Result<void>{loaded.error()};
  if (update_from(loaded->front(), after)) return tx.contacts().save(*loaded);
  return {};
}

}  // namespace

std::string without_zeros(std::string text) {
  for (auto at = text.find('\0'); at != std::string::npos; at = text.find('\0', at))
    text.replace(at, 1, "\xEF\xBF\xBD");
  return text;
}

Result<ReceiveSummary> apply_items(Transaction& tx, const WorkspaceBatch& batch, IdSource& ids, UtcMs now) {
  ReceiveSummary summary;
  std::vector<const ReceivedItem*> messages;
  std::vector<const ReceivedItem*> statuses;
  std::vector<PartyOf> parties;
  std::deque<ReceivedItem> lines;  // keeps its places
  for (const ReceivedItem& item : batch.items) {
    if (const auto* message = std::get_if<MessageEvent>(&item.event)) {
      messages.push_back(&item);
      parties.push_back({&message->customer, scope_of(item)});
    } else if (std::holds_alternative<StatusEvent>(item.event)) {
      statuses.push_back(&item);
    } else {
      if (auto done = apply_change_of_identity(tx, item, ids, now); !done) return done.error();
      if (auto line = as_message(item); line && knows(*line)) {
        messages.push_back(&lines.emplace_back(std::move(*line)));
        parties.push_back({&std::get<MessageEvent>(lines.back().event).customer, scope_of(item)});
      }
    }
  }
  if (!messages.empty()) {
    const auto contacts = find_contacts(tx.contacts(), parties, ids, now);
    if (!contacts) return contacts.error();
    const auto created = Threads{tx, ids, now}.add(messages, *contacts);
    if (!created) return created.error();
    summary.messages_created = *created;
  }
  if (!statuses.empty()) {
    const auto applied = apply_statuses(tx, statuses, now);
    if (!applied) return applied.error();
    summary.statuses_applied = *applied;
  }
  summary.failures = static_cast<int>(batch.failures.size());
  if (auto recorded = tx.receipt_failures().record(batch.failures); !recorded) return recorded.error();
  return summary;
}

}  // namespace recado
