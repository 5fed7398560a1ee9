// The edge between the databases and the work given to them: what it throws becomes an error here.
#pragma once

#include "sql/database.h"

namespace recado::sql {

Result<void> run_work(const Work& work, Connection& connection);

// Calls `done`. What it throws is logged: nobody is left to tell.
void report(const Done& done, Result<void> outcome);

Error closed_error();

// A statement on one line, shortened: how messages name it.
std::string shortened(std::string_view statement);

}  // namespace recado::sql
