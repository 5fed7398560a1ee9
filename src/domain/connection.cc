#include "domain/connection.h"

namespace recado {

std::string_view to_text(Provider provider) {
  switch (provider) {
    case Provider::meta: return "meta";
    case Provider::twilio: return "twilio";
    case Provider::kapso: return "kapso";
  }
  return "meta";
}

std::optional<Provider> provider_from(std::string_view text) {
  for (const auto provider : {Provider::meta, Provider::twilio, Provider::kapso}) {
    if (to_text(provider) == text) return provider;
  }
  return {};
}

std::string_view to_text(Environment environment) {
  return environment == Environment::production ? "production" : "development";
}

std::string_view to_text(ConnectionStatus status) {
  switch (status) {
    case ConnectionStatus::disconnected: return "disconnected";
    case ConnectionStatus::pending_setup: return "pending_setup";
    case ConnectionStatus::connected: return "connected";
  }
  return "disconnected";
}

}  // namespace recado
