#include "api/live_frame.h"

#include <utility>

#include "api/views.h"

namespace recado::api {
namespace {

std::string_view to_text(LiveKind kind) {
  switch (kind) {
    case LiveKind::message_created: return "message.created";
    case LiveKind::message_updated: return "message.updated";
    case LiveKind::conversation_updated: return "conversation.updated";
  }
  return "conversation.updated";
}

// A frame that is larger than what may wait for a socket would end every socket that asks for it.
constexpr std::size_t k_largest_frame = 256 * 1024;

std::string render(std::int64_t seq, LiveKind kind, const ConversationWithContact& shown,
                   const StoredMessage* message) {
  JsonWriter json;
  json.begin_object().member("seq", seq).member("type", to_text(kind));
  json.key("conversation");
  write_view(json, shown);
  if (message != nullptr) {
    json.key("message");
    write_view(json, *message);
  }
  json.end_object();
  return std::move(json).text();
}

}  // namespace

std::shared_ptr<const std::string> hello_frame(std::int64_t seq, bool reset) {
  JsonWriter json;
  json.begin_object().member("type", "hello").member("seq", seq).member("reset", reset).end_object();
  return std::make_shared<const std::string>(std::move(json).text());
}

LiveFrame event_frame(const LiveEvent& event) {
  const StoredMessage* message = event.message ? &*event.message : nullptr;
  std::string text = render(event.seq, event.kind, event.conversation, message);
  if (text.size() > k_largest_frame)
    text = render(event.seq, LiveKind::conversation_updated, event.conversation, nullptr);
  return {event.seq, std::make_shared<const std::string>(std::move(text))};
}

}  // namespace recado::api
