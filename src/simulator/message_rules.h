// What each type of message must have and how long its parts may be. Called by read_outgoing_message only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/graph_error.h"

namespace boost::json {
class object;
class value;
}  // namespace boost::json

namespace recado::simulator {

// Empty: nothing is wrong with it.
using Complaint = std::optional<GraphError>;

// A text member that has to be there, and may be at most `most` characters long. `path` is named in the error.
Complaint require_text(const boost::json::object& from, std::string_view name, std::size_t most,
                       const std::string& path);
// The same for one that may be absent or empty.
Complaint limit_text(const boost::json::object& from, std::string_view name, std::size_t most, const std::string& path);
GraphError missing(const std::string& path);
GraphError not_valid(const std::string& details);

// `value` is the member of the message named as its type. Sets `text` to what a person would read.
Complaint check_content(std::string_view type, const boost::json::value& value, std::string& text);
Complaint check_interactive(const boost::json::object& value, std::string& text);
Complaint check_template(const boost::json::object& value, std::string& text);

}  // namespace recado::simulator
