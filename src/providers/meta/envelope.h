// Takes a delivery apart without reading what is in its items: entries into changes, a value into its lists, a history
// into its threads. Every piece is a view into the padded body.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace recado::meta {

// One element of entry[].changes[].
struct Change {
  std::string_view account_id;         // entry.id
  std::optional<std::int64_t> time_s;  // entry.time
  std::string_view field;
  std::string_view value;        // raw JSON object
  std::string_view broken;       // why there is no value; empty when there is one
  std::string_view broken_text;  // raw JSON of what is broken
};

struct Envelope {
  std::string_view object;  // what the delivery is about; empty when it does not say
  std::vector<Change> changes;
};

struct Member {
  std::string_view key;
  std::string_view raw;
};

// The members of one JSON object; the elements of its lists stand one by one under the list's key.
struct Parts {
  std::vector<Member> members;
  std::vector<Member> items;

  // Raw JSON of a member that is no list; empty when absent.
  std::string_view find(std::string_view key) const;
};

// One conversation of a history import.
struct Thread {
  std::string_view id;
  std::string_view context;  // raw JSON; may be empty
  std::vector<std::string_view> messages;
};

struct HistoryChunk {
  std::vector<Thread> threads;
  std::vector<std::string_view> errors;
};

// What it returns is good as long as the splitter and the body are, and until the next call of the same function.
class Splitter {
 public:
  Splitter();
  ~Splitter();
  Splitter(const Splitter&) = delete;
  Splitter& operator=(const Splitter&) = delete;

  // `padded`: followed by the bytes that simdjson reads past the end.
  Result<Envelope> envelope(std::string_view padded);
  // Nothing when it is no JSON object.
  std::optional<Parts> parts(std::string_view raw);
  std::optional<HistoryChunk> history(std::string_view raw);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::meta
