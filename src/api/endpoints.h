// The endpoints, each made of what it needs. One file defines one endpoint or a tight family; routes.cc says where each is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/door.h"
#include "app/change_conversation.h"
#include "app/connection_directory.h"
#include "app/replay_receipt.h"
#include "app/send_again.h"
#include "app/send_message.h"
#include "app/sign_in.h"
#include "ports/accounts.h"
#include "ports/store.h"

namespace recado::api {

class Metrics;

// session.cc
Endpoint sign_in(SignIn& sign_in, Accounts& accounts, Store& store, Trust trust);
MemberEndpoint get_session(Accounts& accounts, Store& store);
MemberEndpoint sign_out(Accounts& accounts, Trust trust);

// me.cc, people.cc, connections.cc
MemberEndpoint update_me(Accounts& accounts);
MemberEndpoint list_people(Accounts& accounts);
MemberEndpoint list_connections(const ConnectionDirectory& directory);

// list_conversations.cc, conversation.cc, assign.cc
MemberEndpoint list_conversations(Store& store);
MemberEndpoint get_conversation(Store& store);
MemberEndpoint mark_read(ChangeConversation& change);
MemberEndpoint set_status(ChangeConversation& change, ConversationStatus status);
MemberEndpoint assign(ChangeConversation& change, Accounts& accounts);

// list_messages.cc, post_message.cc, send_again.cc, search_messages.cc
MemberEndpoint list_messages(Store& store);
MemberEndpoint post_message(SendMessage& send, std::shared_ptr<Metrics> metrics);
MemberEndpoint send_again(SendAgain& send, std::shared_ptr<Metrics> metrics);
MemberEndpoint list_attempts(Store& store);
MemberEndpoint search_messages(Store& store);

// receipts.cc: for admins
MemberEndpoint list_failed_receipts(Store& store);
MemberEndpoint replay_receipt(ReplayReceipt& replay);

// health.cc
Endpoint health(std::string version);
Endpoint readiness(std::function<bool()> ready, std::string version);

// {conversation} of the path. Errors: not_found.
Result<ConversationId> conversation_of(const net::Request& request);
// {message} of the path. Errors: not_found.
Result<MessageId> message_of(const net::Request& request);
// The header Idempotency-Key. Errors: invalid.
Result<std::string> idempotency_key_of(const net::Request& request);
// Whose session it is. Errors: unauthorized for an API key.
Result<PersonId> person_of(const Caller& caller);
// A member of the workspace; none when there is no such person in it.
Result<std::optional<Member>> member_of(Accounts& accounts, WorkspaceId workspace, PersonId person);

}  // namespace recado::api
