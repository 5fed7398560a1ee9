// Full-text search is filled after the commit, by a worker that remembers how far it came.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "domain/ids.h"

namespace recado {

class SearchIndex {
 public:
  virtual ~SearchIndex() = default;
  // Indexes up to `limit` further messages with ids below `before`; how many there were. Zero: all caught up.
  virtual Result<int> index_next(MessageId before, int limit) = 0;
};

}  // namespace recado
