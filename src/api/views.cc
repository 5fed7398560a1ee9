#include "api/views.h"

#include "domain/file_type.h"
#include "domain/service_window.h"

namespace recado::api {
namespace {

std::string with_plus(std::string_view digits) { return "+" + std::string{digits}; }

void write_last_message(JsonWriter& json, const Conversation& conversation) {
  json.begin_object();
  json.member("id", conversation.last_message_id);
  json.member("direction", to_text(conversation.last_direction));
  json.member("type", to_text(conversation.last_type));
  json.member("preview", conversation.preview);
  json.member("sent_at", conversation.last_message_at);
  json.end_object();
}

void write_error(JsonWriter& json, const std::optional<DeliveryError>& error) {
  if (!error) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("reason", error->reason).member("message", error->message).member("next_step", error->next_step);
  json.end_object();
}

void write_failure(JsonWriter& json, const ReceiptFailure& failure) {
  json.begin_object();
  json.member("item", failure.item < 0 ? std::optional<int>{} : failure.item);
  json.member("reason", failure.reason).member("fragment", failure.fragment);
  json.end_object();
}

}  // namespace

void write_view(JsonWriter& json, const Contact& contact) {
  json.begin_object();
  json.member("id", contact.id).member("name", contact.profile_name);
  json.member("phone", contact.phone.transform(with_plus));
  json.member("username", contact.username);
  json.end_object();
}

void write_view(JsonWriter& json, const ConversationWithContact& shown) {
  const Conversation& conversation = shown.conversation;
  json.begin_object();
  json.member("id", conversation.id).member("connection_id", conversation.connection);
  json.key("contact");
  write_view(json, shown.contact);
  json.member("status", to_text(conversation.status)).member("assignee_id", conversation.assignee);
  json.member("unread_count", conversation.unread_count);
  json.key("last_message");
  write_last_message(json, conversation);
  json.member("window_ends_at", ServiceWindow{conversation.last_inbound_at}.end());
  json.member("waiting_since", conversation.waiting_since);
  json.member("created_at", conversation.created_at);
  json.end_object();
}

void write_view(JsonWriter& json, const StoredMessage& message) {
  json.begin_object();
  json.member("id", message.id).member("conversation_id", message.conversation);
  json.member("direction", to_text(message.direction)).member("type", to_text(message.type));
  json.member("text", message.text);
  json.member("sent_at", message.sent_at).member("received_at", message.received_at);
  json.member("status", to_text(message.status));
  json.member("author_id", message.author).member("client_key", message.client_key);
  json.key("error");
  write_error(json, message.error);
  json.key("media").begin_array();
  for (const MediaFile& file : message.media) write_view(json, file);
  json.end_array();
  json.end_object();
}

void write_view(JsonWriter& json, const MediaFile& file) {
  const bool is_ready = file.state == MediaState::ready;
  const auto when_ready = [&](auto value) { return is_ready ? std::optional{value} : std::nullopt; };
  const FileType type = is_ready ? file_type_of(file.mime) : FileType{};
  json.begin_object().member("id", file.id);
  // Being fetched right now is still waiting to whoever looks.
  json.member("state", to_text(file.state == MediaState::fetching ? MediaState::waiting : file.state));
  json.member("reason", file.trouble ? std::optional{file.trouble->reason} : std::nullopt);
  json.member("mime", when_ready(file.mime)).member("size", is_ready ? std::optional{file.size} : file.claimed_size);
  json.member("name", is_ready ? safe_file_name(file.name, type) : safe_file_name(file.name, {}));
  json.member("inline", is_ready && may_be_shown(type));
  json.member("voice", file.voice).member("animated", file.animated);
  json.member("width", file.width).member("height", file.height).member("duration_ms", file.duration_ms);
  json.member("has_thumbnail", file.has_thumbnail);
  json.key("waveform").begin_array();
  for (const char peak : file.waveform) json.value(static_cast<int>(peak));
  json.end_array().end_object();
}

void write_view(JsonWriter& json, const Connection& connection) {
  json.begin_object();
  json.member("id", connection.id).member("provider", to_text(connection.provider));
  json.member("environment", to_text(connection.environment)).member("status", to_text(connection.status));
  json.member("display_name", connection.display_name).member("phone", with_plus(connection.phone));
  json.end_object();
}

void write_view(JsonWriter& json, const Member& member) {
  const Person& person = member.person;
  json.begin_object();
  json.member("id", person.id).member("name", person.name).member("email", person.email);
  json.member("role", to_text(member.role)).member("language", person.language);
  json.end_object();
}

void write_view(JsonWriter& json, const Workspace& workspace) {
  json.begin_object();
  json.member("id", workspace.id).member("name", workspace.name);
  json.end_object();
}

void write_view(JsonWriter& json, const FailedReceipt& receipt) {
  json.begin_object();
  json.member("id", receipt.id).member("provider", to_text(receipt.provider));
  json.member("received_at", receipt.received_at);
  json.key("failures").begin_array();
  for (const ReceiptFailure& failure : receipt.failures) write_failure(json, failure);
  json.end_array().end_object();
}

}  // namespace recado::api
