// Requests and responses as the rest of Recado sees them, for the server and the client alike.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recado::net {

// Names compare without regard to case; order and repetition are kept.
class Headers {
 public:
  void set(std::string_view name, std::string value);  // replaces every earlier one of that name
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  std::string_view get(std::string_view name) const;  // empty when absent
  bool has(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }
  void reserve(std::size_t count) { fields_.reserve(count); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

// The query of a target, percent-decoded ("+" is a space), in order.
class Query {
 public:
  static Query parse(std::string_view text);
  std::optional<std::string_view> get(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

std::string percent_encode(std::string_view text);
std::string percent_decode(std::string_view text);

struct Request {
  std::string method;     // "GET"
  std::string path;       // percent-decoded, without the query
  std::string raw_path;   // as it came, without the query
  std::string raw_query;  // as it came, without the "?"
  Query query;
  Headers headers;
  std::string body;
  std::string remote_address;                                  // of the peer, without the port
  std::vector<std::pair<std::string, std::string>> path_args;  // filled in by the router: {"conversation", "conv_…"}

  std::shared_ptr<const void> allowance;  // the right to a large body, as long as the request is kept

  std::string_view path_arg(std::string_view name) const;  // empty when the route has none of that name
  std::optional<std::string> cookie(std::string_view name) const;
};

// As the status of a server's response: the connection is closed without a word, as when an answer is lost on its way.
constexpr int k_no_answer = 0;

// A response's body that does not belong into memory.
class BodyStream {
 public:
  virtual ~BodyStream() = default;
  virtual std::size_t size() const = 0;  // of all pieces together
  // The next piece, on a worker thread, one call at a time. Empty: it cannot go on, and the connection is cut.
  virtual std::string next() = 0;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // A body that lives as long as the program (an embedded file): sent instead of `body`, without a copy.
  std::string_view static_body;
  std::shared_ptr<BodyStream> stream;  // sent behind `body`
};

}  // namespace recado::net
