// A member's own settings.
#include "api/endpoints.h"
#include "api/json_body.h"
#include "api/views.h"

namespace recado::api {

MemberEndpoint update_me(Accounts& accounts) {
  return [&accounts](const Caller& caller, const net::Request& request) -> Answer {
    const auto person = person_of(caller);
    if (!person) return person.error();
    const auto body = read_body(
        request, {{.name = "language", .need = BodyField::Need::optional, .kind = BodyField::Kind::text_or_null}});
    if (!body) return body.error();
    if (body->has("language")) {
      const auto language = body->value("language");
      if (language && !is_language(*language))
        return invalid("language", "\"language\" must be en, es, pt-BR or null.");
      const auto set = accounts.set_language(*person, language);
      if (!set) return set.error();
    }
    const auto member = member_of(accounts, caller.workspace, *person);
    if (!member) return member.error();
    if (!*member) return unauthorized("You are no longer a member of this workspace.", "Ask its owner.");
    return json_answer(200, view_of(**member));
  };
}

}  // namespace recado::api
