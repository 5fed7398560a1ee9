// An inbox as it looks after months: few customers who write a lot and many who write little, answered for the most part.
#pragma once

#include <cstdint>
#include <vector>

#include "base/id.h"
#include "domain/connection.h"
#include "domain/conversation.h"
#include "seed/row_sink.h"

namespace recado::bench {

struct InboxSize {
  std::int64_t messages = 0;
  std::uint32_t conversations = 50'000;
};

class InboxFiller {
 public:
  InboxFiller(RowSink& sink, Connection connection, InboxSize size, UtcMs until);
  void fill();

 private:
  struct Entry {
    std::uint32_t customer = 0;
    MessageId id;
    Direction direction = Direction::inbound;
    UtcMs at{};
  };
  Entry entry(std::int64_t n) const;
  void messages();
  void conversations();
  void contacts();
  void events();

  RowSink& sink_;
  Connection connection_;
  InboxSize size_;
  UtcMs from_;
  DurationMs span_;
  std::vector<Conversation> threads_;
};

}  // namespace recado::bench
