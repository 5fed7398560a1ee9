// Every configuration key: its name, its kind, what is allowed, and where its value is kept. The loader, --print-config
// and the command line are made from this one table.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/config.h"

namespace recado::server {

struct ConfigKey {
  enum class Kind { text, number, flag };
  enum class Given { anywhere, environment_only };

  std::string_view name;  // as in TOML: "meta.graph_url"
  Kind kind = Kind::text;
  std::string_view allowed;                              // for a person, as in "port must be <allowed>"
  std::function<bool(Config&, const std::string&)> set;  // false: not allowed, and nothing is changed
  std::function<std::string(const Config&)> show;        // secrets as "(set)"
  Given given = Given::anywhere;

  std::string variable() const;  // "RECADO_META_GRAPH_URL"
  std::string flag() const;      // "--meta-graph-url"
};

std::span<const ConfigKey> config_keys();

const ConfigKey* find_config_key(std::string_view name);  // null when there is none

// The key that was probably meant; empty when none is near.
std::string_view nearest_config_key(std::string_view name);

}  // namespace recado::server
