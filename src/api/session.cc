// Signing in, who I am, signing out.
#include <utility>

#include "api/endpoints.h"
#include "api/json_body.h"
#include "api/live_page.h"
#include "api/problem.h"
#include "api/views.h"
#include "base/crypto.h"

namespace recado::api {
namespace {

std::string cookie(const std::string& token, std::chrono::seconds max_age, bool secure) {
  return std::string{k_session_cookie} + "=" + token +
         "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age.count()) + (secure ? "; Secure" : "");
}

Answer session_answer(int status, Accounts& accounts, Store& store, WorkspaceId workspace, PersonId person) {
  const auto member = member_of(accounts, workspace, person);
  if (!member) return member.error();
  const auto home = accounts.workspace(workspace);
  if (!home) return home.error();
  if (!*member || !*home) return unauthorized("You are no longer a member of this workspace.", "Ask its owner.");
  const auto range = read_live_range(store, workspace);
  if (!range) return range.error();
  JsonWriter json;
  json.begin_object().key("person");
  write_view(json, **member);
  json.key("workspace");
  write_view(json, **home);
  json.member("live_seq", range->newest).end_object();
  return json_answer(status, std::move(json));
}

}  // namespace

Result<PersonId> person_of(const Caller& caller) {
  if (caller.person) return *caller.person;
  return unauthorized("An API key belongs to no person.", "Sign in as a member of the workspace.");
}

Result<std::optional<Member>> member_of(Accounts& accounts, WorkspaceId workspace, PersonId person) {
  const auto members = accounts.members(workspace);
  if (!members) return members.error();
  for (const Member& member : *members) {
    if (member.person.id == person) return std::optional{member};
  }
  return std::optional<Member>{};
}

Endpoint sign_in(SignIn& sign_in, Accounts& accounts, Store& store, Trust trust) {
  return [&sign_in, &accounts, &store, trust = std::move(trust)](const net::Request& request) -> Answer {
    // Otherwise another page could sign a person in as somebody else.
    if (request.headers.has("Origin") && !trust.is_own_page(request)) {
      return wrong_origin("This request comes from a page of another address.", "Open Recado at its own address.");
    }
    const auto body = read_body(
        request, {{.name = "email", .longest_bytes = 254}, {.name = "password", .longest_bytes = k_longest_password}});
    if (!body) return body.error();
    const auto in = sign_in(body->text("email"), body->text("password"), trust.client_address(request));
    if (!in) return in.error();
    Answer answer = session_answer(201, accounts, store, in->session.workspace, in->session.person);
    if (answer) {
      constexpr auto month = std::chrono::duration_cast<std::chrono::seconds>(k_session_length);
      answer->headers.add("Set-Cookie", cookie(in->token, month, trust.came_by_https(request)));
    }
    return answer;
  };
}

MemberEndpoint get_session(Accounts& accounts, Store& store) {
  return [&accounts, &store](const Caller& caller, const net::Request&) -> Answer {
    const auto person = person_of(caller);
    if (!person) return person.error();
    return session_answer(200, accounts, store, caller.workspace, *person);
  };
}

MemberEndpoint sign_out(Accounts& accounts, Trust trust) {
  return [&accounts, trust = std::move(trust)](const Caller& caller, const net::Request& request) -> Answer {
    const auto person = person_of(caller);
    if (!person) return person.error();
    const auto closed = accounts.close_session(crypto::sha256_hex(credential_of(request).session));
    if (!closed) return closed.error();
    net::Response response = empty_answer(204);
    response.headers.add("Set-Cookie", cookie({}, std::chrono::seconds{0}, trust.came_by_https(request)));
    return response;
  };
}

}  // namespace recado::api
