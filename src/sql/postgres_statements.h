// Which statements a connection to PostgreSQL has prepared, under which names and for which kinds of values.
#pragma once

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sql/database.h"

namespace recado::sql {

enum class FormState { made, sent, prepared };

struct PreparedForm {
  std::string text;
  std::string name;
  std::string kinds;  // as parameter_kinds(); t also where the first value was null
  FormState state = FormState::made;
};

class PostgresStatements {
 public:
  // The form these kinds of values fit, or a new one that is to be prepared. A null fits everywhere.
  PreparedForm& form(const Statement& statement, std::string_view kinds);

  // After an exchange that failed.
  void forget_unprepared();

 private:
  std::unordered_map<const char*, std::list<PreparedForm>> forms_;
  int names_ = 0;
};

}  // namespace recado::sql
