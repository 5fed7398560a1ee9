#include "domain/acceptance.h"

#include "domain/contact.h"

namespace recado {

std::optional<std::string> refusal_of(const MessageEvent& event, const std::string& scope) {
  if (identities_of(event.customer, scope).empty()) return "The message does not say which customer it is from or to.";
  if (!event.group_id.empty()) return "Group conversations are not supported yet.";
  return {};
}

}  // namespace recado
