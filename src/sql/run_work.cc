#include "sql/run_work.h"

#include <exception>

#include "base/log.h"

namespace recado::sql {

Result<void> run_work(const Work& work, Connection& connection) {
  try {
    return work(connection);
  } catch (const std::exception& thrown) {
    return internal(std::string{"Work on the database threw: "} + thrown.what());
  } catch (...) {
    return internal("Work on the database threw something that is no exception.");
  }
}

void report(const Done& done, Result<void> outcome) {
  if (!done) return;
  try {
    done(std::move(outcome));
  } catch (const std::exception& thrown) {
    log::error("database_done_threw", {{"what", std::string_view{thrown.what()}}});
  } catch (...) {
    log::error("database_done_threw");
  }
}

Error closed_error() { return unavailable("The database is closed: Recado is stopping.", "Try again in a moment."); }

std::string shortened(std::string_view statement) {
  constexpr std::size_t k_longest = 160;
  std::string line;
  for (const char character : statement) {
    const bool blank = character == ' ' || character == '\n' || character == '\t' || character == '\r';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    if (line.size() == k_longest) return line + "…";
    line += blank ? ' ' : character;
  }
  return line;
}

}  // namespace recado::sql
