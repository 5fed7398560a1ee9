// What was written, as Kapso's lists show it: messages and conversations of a project, newest first. The platform API and
// the proxy ask with different words for the same.
#pragma once

#include "simulator/kapso_call.h"
#include "simulator/ledger.h"

namespace recado::simulator {

// Filters: conversation_id, phone_number (a part of it), direction, status, message_type, has_media, since, until; fields.
net::Response list_kapso_messages(const KapsoCall& call, const Ledger& ledger, const std::string& number_id);
net::Response show_kapso_message(const KapsoCall& call, const Ledger& ledger, const std::string& message_id);
// Filters: phone_number.
net::Response list_kapso_conversations(const KapsoCall& call, const Ledger& ledger, const std::string& number_id);
net::Response show_kapso_conversation(const KapsoCall& call, const Ledger& ledger, const std::string& conversation_id);

}  // namespace recado::simulator
