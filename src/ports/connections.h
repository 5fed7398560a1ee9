// The numbers of all workspaces, for routing webhooks and for sending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/connection.h"

namespace recado {

struct KnownConnection {
  Connection connection;
  ConnectionSecrets secrets;
};

class Connections {
 public:
  virtual ~Connections() = default;
  virtual Result<std::vector<KnownConnection>> all() = 0;
  virtual Result<void> create(const Connection& connection, const ConnectionSecrets& secrets) = 0;
  virtual Result<void> update(const Connection& connection, const ConnectionSecrets& secrets) = 0;
};

}  // namespace recado
