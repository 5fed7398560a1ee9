#include "api/views.h"

#include "domain/capabilities.h"
#include "domain/file_type.h"
#include "domain/service_window.h"

namespace recado::api {
namespace {

std::string with_plus(std::string_view digits) { return "+" + std::string{digits}; }

void write_last_message(JsonWriter& json, const ConversationWithContact& shown) {
  const Conversation& conversation = shown.conversation;
  json.begin_object();
  json.member("id", conversation.last_message_id);
  json.member("direction", to_text(conversation.last_direction));
  json.member("type", to_text(conversation.last_type));
  json.member("preview", conversation.preview);
  json.member("sent_at", conversation.last_message_at);
  json.member("status", to_text(shown.last_status));
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

void write_quoted(JsonWriter& json, const std::optional<QuotedMessage>& quoted) {
  if (!quoted) {
    json.null();
    return;
  }
  json.begin_object().member("id", quoted->id);
  json.member("direction", to_text(quoted->direction)).member("type", to_text(quoted->type));
  json.member("text", quoted->text).member("deleted", quoted->deleted).end_object();
}

void write_reactions(JsonWriter& json, const std::vector<Reaction>& reactions) {
  json.begin_array();
  for (const Reaction& reaction : reactions) {
    json.begin_object().member("emoji", reaction.emoji).member("direction", to_text(reaction.by));
    json.member("author_id", reaction.author).member("at", reaction.at).member("status", to_text(reaction.status));
    json.end_object();
  }
  json.end_array();
}

// What it answers to and what was done to it since.
void write_context(JsonWriter& json, const StoredMessage& message) {
  const MessageContext& context = message.context;
  json.key("quoted");
  write_quoted(json, context.quoted);
  json.key("reactions");
  write_reactions(json, context.reactions);
  json.member("edited_at", context.edited_at).member("deleted_at", context.deleted_at);
  json.key("earlier_texts").begin_array();
  for (const EarlierText& earlier : context.earlier)
    json.begin_object().member("text", earlier.text).member("at", earlier.at).end_object();
  json.end_array().member("about", message.target);
}

void write_failure(JsonWriter& json, const ReceiptFailure& failure) {
  json.begin_object();
  json.member("item", failure.item < 0 ? std::optional<int>{} : failure.item);
  json.member("reason", failure.reason).member("fragment", failure.fragment);
  json.end_object();
}

void write_limits(JsonWriter& json, const Capabilities& can) {
  json.begin_object();
  json.member("text", can.text).member("caption", can.caption).member("body", can.body);
  json.member("list_body", can.list_body).member("header", can.header).member("footer", can.footer);
  json.member("buttons", can.buttons).member("button_title", can.button_title);
  json.member("list_button", can.list_button).member("list_sections", can.list_sections);
  json.member("list_rows", can.list_rows).member("section_title", can.section_title);
  json.member("row_title", can.row_title).member("row_description", can.row_description);
  json.member("link_text", can.link_text).member("contacts", can.contacts);
  json.end_object();
}

void write_capabilities(JsonWriter& json, const Capabilities& can) {
  json.begin_object().key("types").begin_array();
  for (const MessageType type : can.types) json.value(to_text(type));
  json.end_array().key("files").begin_array();
  for (const FileLimit& file : can.files) {
    json.begin_object().member("type", to_text(file.type)).member("most_bytes", file.most_bytes);
    json.key("mimes").begin_array();
    for (const std::string_view mime : file.mimes) json.value(mime);
    json.end_array().end_object();
  }
  json.end_array().key("limits");
  write_limits(json, can);
  json.member("document_caption", can.document_caption).member("document_filename", can.document_filename);
  json.member("header_media", can.header_media).member("quoting", can.quoting);
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
  write_last_message(json, shown);
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
  json.member("retry_of", message.retry_of).member("retried_by", message.retried_by);
  json.key("content");
  if (message.content.empty()) {
    json.null();
  } else {
    json.raw(message.content);
  }
  write_context(json, message);
  json.key("files").begin_array();
  for (const MediaFile& file : message.media) write_view(json, file);
  json.end_array();
  json.end_object();
}

void write_view(JsonWriter& json, const SendAttempt& attempt) {
  json.begin_object();
  json.member("number", attempt.number).member("asked_at", attempt.asked_at);
  json.member("outcome", to_text(attempt.outcome));
  json.member("reason", attempt.reason.empty() ? std::nullopt : std::optional{attempt.reason});
  json.member("message", attempt.message).member("provider_code", attempt.provider_code);
  json.member("next_at", attempt.next_at).end_object();
}

void write_view(JsonWriter& json, const MediaFile& file) {
  const bool is_ready = file.state == MediaState::ready;
  const FileType type = is_ready ? file_type_of(file.mime) : FileType{};
  json.begin_object().member("id", file.id).member("state", to_text(file.state));
  json.member("reason", file.trouble ? std::optional{file.trouble->reason} : std::nullopt);
  if (is_ready || !file.name.empty()) json.member("name", safe_file_name(file.name, type));
  if (is_ready) json.member("mime", file.mime).member("inline", may_be_shown(type));
  if (const auto size = is_ready ? std::optional{file.size} : file.claimed_size) json.member("size_bytes", *size);
  json.member("width", file.width).member("height", file.height).member("duration_ms", file.duration_ms);
  json.key("waveform").begin_array();
  for (const char peak : file.waveform) json.value(static_cast<int>(peak));
  json.end_array().member("has_thumbnail", file.has_thumbnail).end_object();
}

void write_view(JsonWriter& json, const Connection& connection) {
  json.begin_object();
  json.member("id", connection.id).member("provider", to_text(connection.provider));
  json.member("environment", to_text(connection.environment)).member("status", to_text(connection.status));
  json.member("display_name", connection.display_name).member("phone", with_plus(connection.phone));
  json.key("capabilities");
  write_capabilities(json, capabilities_of(connection.provider));
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
