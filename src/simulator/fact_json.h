// A fact as one line of JSON and back, for the journal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/facts.h"

namespace recado::simulator {

// {"fact":"message",…} without a line end
std::string fact_line(const Fact& fact);
// Empty when the line is not a whole fact: torn by a crash, or written by a later version.
std::optional<Fact> parse_fact(std::string_view line);

}  // namespace recado::simulator
