// Whose a conversation is: mine, another member's, nobody's.
#include "api/endpoints.h"
#include "api/json_body.h"
#include "api/views.h"

namespace recado::api {
namespace {

Result<std::optional<PersonId>> read_assignee(const Caller& caller, Accounts& accounts, const Body::Value& assignee) {
  if (!assignee) return std::optional<PersonId>{};
  if (*assignee == "me") {
    if (caller.person) return caller.person;
    return invalid("assignee_id", "\"me\" needs a person, and an API key is none.", "Name a member.");
  }
  const auto id = PersonId::parse(*assignee);
  const auto member = id ? member_of(accounts, caller.workspace, *id) : std::optional<Member>{};
  if (!member) return member.error();
  if (!*member)
    return invalid("assignee_id", "This person is not a member of the workspace.", "Name one of /v1/people.");
  return id;
}

}  // namespace

MemberEndpoint assign(ChangeConversation& change, Accounts& accounts) {
  return [&change, &accounts](const Caller& caller, const net::Request& request) -> Answer {
    const auto id = conversation_of(request);
    if (!id) return id.error();
    const auto body = read_body(request, {{.name = "assignee_id", .kind = BodyField::Kind::text_or_null}});
    if (!body) return body.error();
    const auto to = read_assignee(caller, accounts, body->value("assignee_id"));
    if (!to) return to.error();
    const auto shown = change.assign(caller, *id, *to);
    if (!shown) return shown.error();
    return json_answer(200, view_of(*shown));
  };
}

}  // namespace recado::api
