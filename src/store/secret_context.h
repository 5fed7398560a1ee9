// What the secrets of a number are bound to, so that a box opens in its own row and column only.
#pragma once

#include <string>
#include <string_view>

#include "domain/ids.h"

namespace recado::store {

inline std::string secret_context(ConnectionId id, std::string_view column) {
  return id.text() + "/" + std::string{column};
}

}  // namespace recado::store
