// One id type per kind of thing, so that a conversation can never be passed where a message is meant.
#pragma once

#include "base/id.h"

namespace recado {

namespace tag {
struct Workspace {
  static constexpr std::string_view prefix = "ws_";
};
struct Person {
  static constexpr std::string_view prefix = "usr_";
};
struct ApiKey {
  static constexpr std::string_view prefix = "key_";
};
struct Connection {
  static constexpr std::string_view prefix = "conn_";
};
struct Contact {
  static constexpr std::string_view prefix = "cont_";
};
struct Conversation {
  static constexpr std::string_view prefix = "conv_";
};
struct Message {
  static constexpr std::string_view prefix = "msg_";
};
struct Receipt {
  static constexpr std::string_view prefix = "rcpt_";
};
struct Media {
  static constexpr std::string_view prefix = "med_";
};
struct Job {
  static constexpr std::string_view prefix = "job_";
};
}  // namespace tag

using WorkspaceId = Id<tag::Workspace>;
using PersonId = Id<tag::Person>;
using ApiKeyId = Id<tag::ApiKey>;
using ConnectionId = Id<tag::Connection>;
using ContactId = Id<tag::Contact>;
using ConversationId = Id<tag::Conversation>;
using MessageId = Id<tag::Message>;
using ReceiptId = Id<tag::Receipt>;
using MediaId = Id<tag::Media>;
using JobId = Id<tag::Job>;

}  // namespace recado
