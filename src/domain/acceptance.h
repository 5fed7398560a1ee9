// Which messages become part of a conversation. What does not is kept with the reason and can be replayed.
#pragma once

#include <optional>
#include <string>

#include "domain/webhook_event.h"

namespace recado {

// Why this message belongs to no conversation of ours; none when it does. scope: the provider's name.
std::optional<std::string> refusal_of(const MessageEvent& event, const std::string& scope);

}  // namespace recado
