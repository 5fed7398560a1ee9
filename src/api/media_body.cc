#include "api/media_body.h"

#include <algorithm>
#include <charconv>

#include "base/log.h"

namespace recado::api {

namespace {

constexpr std::size_t k_piece = std::size_t{256} * 1024;

class MediaBody final : public net::BodyStream {
 public:
  MediaBody(std::unique_ptr<MediaReader> reader, ByteRange range)
      : reader_(std::move(reader)), skip_(range.first), left_(range.last - range.first + 1), size_(left_) {}

  std::size_t size() const override { return static_cast<std::size_t>(size_); }

  std::string next() override {
    std::string piece;
    while (left_ > 0 && piece.size() < k_piece) {
      const auto bytes = reader_->next();
      if (!bytes || bytes->empty()) {
        log::error("media_not_read", {{"why", bytes ? "The file is shorter than it was." : bytes.error().message}});
        return {};
      }
      const auto skipped = std::min<std::int64_t>(skip_, static_cast<std::int64_t>(bytes->size()));
      skip_ -= skipped;
      const auto taken = std::min<std::int64_t>(left_, static_cast<std::int64_t>(bytes->size()) - skipped);
      piece += bytes->substr(static_cast<std::size_t>(skipped), static_cast<std::size_t>(taken));
      left_ -= taken;
    }
    return piece;
  }

 private:
  std::unique_ptr<MediaReader> reader_;
  std::int64_t skip_;
  std::int64_t left_;
  std::int64_t size_;
};

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || number < 0) return {};
  return number;
}

}  // namespace

AskedRange read_range(std::string_view header, std::int64_t size) {
  constexpr std::string_view k_unit = "bytes=";
  if (!header.starts_with(k_unit) || header.find(',') != header.npos) return {};
  header.remove_prefix(k_unit.size());
  const auto dash = header.find('-');
  if (dash == header.npos) return {};
  const auto first = number_in(header.substr(0, dash));
  const auto last = number_in(header.substr(dash + 1));
  if ((!first && dash > 0) || (!last && dash + 1 < header.size()) || (!first && !last)) return {};
  if (!first) {  // the last so many
    if (*last == 0) return {RangeKind::not_satisfiable, {}};
    return {RangeKind::satisfiable, {std::max<std::int64_t>(size - *last, 0), size - 1}};
  }
  if (last && *last < *first) return {};
  if (*first >= size) return {RangeKind::not_satisfiable, {}};
  return {RangeKind::satisfiable, {*first, std::min(last.value_or(size - 1), size - 1)}};
}

std::shared_ptr<net::BodyStream> media_body(std::unique_ptr<MediaReader> reader, ByteRange range) {
  return std::make_shared<MediaBody>(std::move(reader), range);
}

}  // namespace recado::api
