// One WhatsApp business number joined to a workspace through a provider.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/ids.h"

namespace recado {

// The numbers are stored: never renumber.
enum class Provider : std::uint8_t { meta = 0, twilio = 1, kapso = 2 };
enum class Environment : std::uint8_t { development = 0, production = 1 };
enum class ConnectionStatus : std::uint8_t { disconnected = 0, pending_setup = 1, connected = 2 };

std::string_view to_text(Provider provider);
std::optional<Provider> provider_from(std::string_view text);
std::string_view to_text(Environment environment);
std::string_view to_text(ConnectionStatus status);

struct Connection {
  ConnectionId id;
  WorkspaceId workspace;
  Provider provider = Provider::meta;
  Environment environment = Environment::development;
  ConnectionStatus status = ConnectionStatus::disconnected;
  std::string display_name;
  std::string phone;      // digits
  std::string number_id;  // the provider's id of the number
  std::string account_id;
  std::string base_url;  // where the provider's API is
  UtcMs created_at{};
};

// What signs in at the provider (access_token) and proves that a webhook is from it (app_secret; at Twilio the account's
// auth token). Sealed at rest, never logged or shown.
struct ConnectionSecrets {
  std::string access_token;
  std::string app_secret;
  std::string verify_token;
  std::string api_key_id;  // of a provider whose keys have a name beside the secret (Twilio's SK…); empty: none
};

}  // namespace recado
