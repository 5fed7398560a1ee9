// The body of a webhook POST as the provider writes it. Pure: the same updates give the same bytes, so that a retry
// repeats what was signed before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/world.h"

namespace recado::simulator {

// One entry an account, one change a run of updates of the same number and kind.
std::string webhook_body(const std::vector<Update>& updates);

// What is not ASCII as lower-case \uXXXX (surrogate pairs beyond the first plane) and "/" as "\/". `json` is valid JSON.
std::string escape_as_graph_does(std::string_view json);

}  // namespace recado::simulator
