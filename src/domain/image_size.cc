#include "domain/image_size.h"

#include <cstddef>
#include <cstdint>

namespace recado {

namespace {

using namespace std::string_view_literals;

int at(std::string_view bytes, std::size_t place) { return static_cast<unsigned char>(bytes[place]); }
int big16(std::string_view bytes, std::size_t place) { return at(bytes, place) << 8 | at(bytes, place + 1); }
int little16(std::string_view bytes, std::size_t place) { return at(bytes, place) | at(bytes, place + 1) << 8; }
int little24(std::string_view bytes, std::size_t place) { return little16(bytes, place) | at(bytes, place + 2) << 16; }
std::int64_t big32(std::string_view bytes, std::size_t place) {
  return std::int64_t{big16(bytes, place)} << 16 | big16(bytes, place + 2);
}

std::optional<ImageSize> sized(std::int64_t width, std::int64_t height) {
  constexpr std::int64_t k_most = 1 << 30;
  if (width <= 0 || height <= 0 || width > k_most || height > k_most) return {};
  return ImageSize{static_cast<int>(width), static_cast<int>(height)};
}

bool is_start_of_frame(int marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<ImageSize> jpeg_size(std::string_view bytes) {
  std::size_t place = 2;
  while (place + 9 < bytes.size()) {
    if (at(bytes, place) != 0xFF) return {};
    const int marker = at(bytes, place + 1);
    if (marker == 0xFF) {
      ++place;
    } else if (is_start_of_frame(marker)) {
      return sized(big16(bytes, place + 7), big16(bytes, place + 5));
    } else {
      place += 2 + static_cast<std::size_t>(big16(bytes, place + 2));
    }
  }
  return {};
}

std::optional<ImageSize> webp_size(std::string_view bytes) {
  const auto kind = bytes.substr(12, 4);
  if (kind == "VP8X") return sized(1 + little24(bytes, 24), 1 + little24(bytes, 27));
  if (kind == "VP8 ") return sized(little16(bytes, 26) & 0x3FFF, little16(bytes, 28) & 0x3FFF);
  if (kind != "VP8L") return {};
  const std::uint32_t bits = static_cast<std::uint32_t>(little24(bytes, 21)) | static_cast<std::uint32_t>(at(bytes, 24))
                                                                                   << 24;
  return sized(1 + (bits & 0x3FFFU), 1 + (bits >> 14 & 0x3FFFU));
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) {
  constexpr std::size_t k_least = 30;
  if (bytes.size() < k_least) return {};
  if (bytes.starts_with("\xFF\xD8"sv)) return jpeg_size(bytes);
  if (bytes.starts_with("\x89PNG"sv)) return sized(big32(bytes, 16), big32(bytes, 20));
  if (bytes.starts_with("GIF8"sv)) return sized(little16(bytes, 6), little16(bytes, 8));
  if (bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP") return webp_size(bytes);
  return {};
}

}  // namespace recado
