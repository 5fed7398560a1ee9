// A connection as the migrator needs it: it also runs a text of many statements, and says itself when a transaction is.
#pragma once

#include "sql/database.h"

namespace recado::sql {

class ScriptConnection : public Connection {
 public:
  // Many statements without parameters, one after the other, up to the first that fails.
  virtual Result<void> run_script(const std::string& text) = 0;

  // A transaction that no other program's migration runs beside.
  virtual Result<void> begin_alone() = 0;
  virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;
};

}  // namespace recado::sql
