#include "providers/meta/webhook_reader.h"

#include <simdjson.h>

#include <array>
#include <utility>

#include "providers/meta/change_scope.h"
#include "providers/meta/envelope.h"
#include "providers/meta/item_parser.h"
#include "providers/meta/management_reader.h"
#include "providers/meta/message_reader.h"
#include "providers/meta/notice_reader.h"
#include "providers/meta/status_reader.h"

namespace recado::meta {

namespace {

using ReadItem = void (*)(ChangeScope& scope, const JsonObject& item, std::string_view raw);

// The lists that a value may carry. Which of them are there is believed, not what the field's name promises.
constexpr std::array<std::pair<std::string_view, ReadItem>, 10> k_lists{{
    {"messages", read_message},
    {"statuses", read_status},
    {"message_echoes", read_echo},
    {"errors", read_error},
    {"calls", read_call},
    {"groups", read_group},
    {"user_preferences", read_preference},
    {"user_id_update", read_user_id_update},
    {"state_sync", read_contact_sync},
    {"automatic_events", read_automatic_event},
}};

constexpr std::array<std::string_view, 12> k_list_fields{"messages",
                                                         "calls",
                                                         "smb_message_echoes",
                                                         "history",
                                                         "smb_app_state_sync",
                                                         "user_preferences",
                                                         "user_id_update",
                                                         "automatic_events",
                                                         "group_lifecycle_update",
                                                         "group_participants_update",
                                                         "group_settings_update",
                                                         "group_status_update"};

ReadItem reader_of(std::string_view list) {
  for (const auto& [name, read] : k_lists) {
    if (name == list) return read;
  }
  return nullptr;
}

bool has_lists(std::string_view field) {
  // Resellers and old samples leave the field out; the lists in the value then say what it is.
  if (field.empty()) return true;
  for (const auto name : k_list_fields) {
    if (name == field) return true;
  }
  return false;
}

// One delivery being read: the parsers are its own, so that readers need no lock.
class Reading {
 public:
  explicit Reading(std::string_view body) : body_(body) {}

  Result<Delivery> run() {
    auto envelope = splitter_.envelope({body_.data(), body_.size()});
    if (!envelope) return envelope.error();
    if (!envelope->object.empty() && envelope->object != "whatsapp_business_account") {
      out_.ignore("not about a WhatsApp business account", {{"object", std::string{envelope->object}}});
      return out_.finish();
    }
    if (envelope->changes.empty()) out_.ignore("no changes in it");
    for (const Change& change : envelope->changes) read_change(change);
    return out_.finish();
  }

 private:
  void read_change(const Change& change) {
    if (!change.broken.empty()) return out_.broken(std::string{change.broken}, change.broken_text);
    ChangeScope scope{out_, {std::string{change.account_id}, {}, {}}, change.field, change.time_s, false, {}};
    if (const ReadValue read = management_reader_for(change.field)) {
      const auto value = parser_.parse(change.value);
      return value ? read(scope, *value) : out_.broken("the value is not JSON", change.value);
    }
    // Another app answers these customers; what is copied to us must never be (reference, 3).
    if (!has_lists(change.field))
      return out_.ignore("a field that is not acted on", {{"field", std::string{change.field}}});
    read_lists(scope, change.value);
  }

  void read_lists(ChangeScope& scope, std::string_view value) {
    const auto parts = splitter_.parts(value);
    if (!parts) return out_.broken("the value is not JSON", value);
    scope.history = scope.field == "history";
    read_number(scope, parts->find("metadata"));
    read_contacts(scope, *parts);
    bool any = false;
    std::string_view unread;
    out_.expect(parts->items.size());
    for (const Member& item : parts->items) {
      if (read_listed(scope, item)) {
        any = true;
      } else if (item.key != "contacts" && item.key != unread) {
        unread = item.key;
        out_.ignore("a list that is not read", {{"list", std::string{unread}}});
      }
    }
    for (const Member& member : parts->members) {
      const bool is_list = reader_of(member.key) != nullptr || member.key == "history";
      if (!is_list || member.raw == "null") continue;
      out_.broken("'" + std::string{member.key} + "' is not a list", member.raw);
      any = true;
    }
    if (!any) out_.ignore("nothing in it that is read", {{"field", std::string{scope.field}}});
  }

  // False when the list is not one that is read.
  bool read_listed(ChangeScope& scope, const Member& item) {
    if (item.key == "history") {
      read_history(scope, item.raw);
      return true;
    }
    const ReadItem read = reader_of(item.key);
    if (read == nullptr) return false;
    if (const auto object = parser_.parse(item.raw)) {
      read(scope, *object, item.raw);
    } else {
      out_.broken("an element of '" + std::string{item.key} + "' is not an object", item.raw);
    }
    return true;
  }

  void read_number(ChangeScope& scope, std::string_view metadata) {
    if (metadata.empty()) return;
    const auto object = parser_.parse(metadata);
    if (!object) return;
    scope.number.number_id = text_at(*object, "phone_number_id");
    scope.number.display_phone = digits_of(text_at(*object, "display_phone_number"));
  }

  void read_contacts(ChangeScope& scope, const Parts& parts) {
    std::size_t items = 0;
    for (const Member& item : parts.items) {
      if (item.key != "contacts") {
        ++items;
      } else if (const auto contact = parser_.parse(item.raw)) {
        scope.contacts.add(*contact);
      } else {
        out_.broken("an element of 'contacts' is not an object", item.raw);
      }
    }
    scope.contacts.close(items);
  }

  void read_history(ChangeScope& scope, std::string_view raw) {
    const auto chunk = splitter_.history(raw);
    if (!chunk) return out_.broken("an element of 'history' is not an object", raw);
    for (const std::string_view error : chunk->errors) read_listed(scope, {"errors", error});
    for (const Thread& thread : chunk->threads) {
      const Party customer = customer_of(thread);
      for (const std::string_view message : thread.messages) {
        if (const auto object = parser_.parse(message)) {
          read_history_message(scope, customer, *object, message);
        } else {
          out_.broken("a message of a history is not an object", message);
        }
      }
    }
  }

  Party customer_of(const Thread& thread) {
    Party customer;
    customer.phone = digits_of(thread.id);
    if (const auto context = thread.context.empty() ? std::nullopt : parser_.parse(thread.context)) {
      if (customer.phone.empty()) customer.phone = digits_of(text_at(*context, "wa_id"));
      customer.user_id = text_at(*context, "user_id");
      customer.username = text_at(*context, "username");
    }
    return customer;
  }

  simdjson::padded_string body_;
  Splitter splitter_;
  ItemParser parser_;
  Gathered out_;
};

class MetaWebhookReader final : public WebhookReader {
 public:
  Result<Delivery> read(const KeptDelivery& delivery) const override { return Reading{delivery.body}.run(); }
};

}  // namespace

std::unique_ptr<WebhookReader> make_webhook_reader() { return std::make_unique<MetaWebhookReader>(); }

}  // namespace recado::meta
