// A file of the media store as the body of a response: opened and sent piece by piece, or one range of it.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "net/http.h"
#include "ports/media_store.h"

namespace recado::api {

struct ByteRange {
  std::int64_t first = 0;
  std::int64_t last = 0;  // included
};

enum class RangeKind { none, satisfiable, not_satisfiable };
struct AskedRange {
  RangeKind kind = RangeKind::none;
  ByteRange range;
};

// Of a Range header, for a file of this size. Several ranges at once are answered with the whole file, as none.
AskedRange read_range(std::string_view header, std::int64_t size);

std::shared_ptr<net::BodyStream> media_body(std::unique_ptr<MediaReader> reader, ByteRange range);

}  // namespace recado::api
