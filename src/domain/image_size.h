// How large a picture says it is, read from its first bytes without decoding it: so that one that would fill the memory is
// never decoded.
#pragma once

#include <optional>
#include <string_view>

namespace recado {

struct ImageSize {
  int width = 0;  // pixels
  int height = 0;
};

// Of JPEG, PNG, GIF and WebP. The first 64 KiB hold it nearly always; none otherwise.
std::optional<ImageSize> image_size(std::string_view bytes);

// A picture beyond this is kept and offered, but never decoded here.
constexpr double k_most_pixels = 100e6;

}  // namespace recado
