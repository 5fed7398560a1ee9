// One call of Kapso's platform API: whose key it bears, its path and what is asked; and answers in Kapso's form.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.h"
#include "simulator/world.h"

namespace recado::simulator {

struct KapsoCall {
  std::string method;
  std::vector<std::string> path;  // behind /platform/v1 or behind the proxy's version
  std::vector<Number> numbers;    // of the project whose key it is
  const net::Request& http;

  std::string query(std::string_view name) const { return std::string{http.query.get(name).value_or("")}; }
  // The project's number with this id; null when it has none.
  const Number* number(std::string_view id) const;
};

// What X-API-Key or a Bearer token says; empty when neither is there.
std::string kapso_key_of(const net::Request& request);
// The numbers of the project with this key.
std::vector<Number> kapso_numbers(const World& world, std::string_view key);

net::Response kapso_answer(int status, std::string json);
// {"data":…}
net::Response kapso_data(int status, std::string_view json);
// {"error":"…"}
net::Response kapso_error(int status, std::string_view text);

// A page of a list whose newest element comes first; cursors are tokens, not addresses.
struct KapsoRow {
  UtcMs at{};
  std::string id;
  std::string json;
};
net::Response kapso_cursor_page(const KapsoCall& call, std::vector<KapsoRow> rows);
// A page of a list in the order given, with its meta block and headers.
net::Response kapso_numbered_page(const KapsoCall& call, const std::vector<std::string>& rows);

}  // namespace recado::simulator
