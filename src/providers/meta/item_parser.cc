#include "providers/meta/item_parser.h"

#include <simdjson.h>

#include <charconv>
#include <string>

namespace recado::meta {

namespace {

// Value of the escape \uXXXX at `at`, or 0 when there is none.
unsigned unicode_escape(std::string_view text, std::size_t at) {
  if (text.size() < at + 6 || text[at] != '\\' || text[at + 1] != 'u') return 0;
  unsigned value = 0;
  const char* digits = text.data() + at + 2;
  const auto [end, error] = std::from_chars(digits, digits + 4, value, 16);
  return error == std::errc{} && end == digits + 4 ? value : 0;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Names and titles are cut by UTF-16 units somewhere on their way, which leaves half of an emoji behind: "\ud83c". Such
// a half becomes U+FFFD, so that it does not cost the message.
std::string with_whole_characters(std::string_view raw) {
  std::string mended{raw};
  for (std::size_t at = 0; at + 1 < mended.size(); ++at) {
    if (mended[at] != '\\') continue;
    const unsigned unit = unicode_escape(mended, at);
    if (is_high(unit) && is_low(unicode_escape(mended, at + 6))) {
      at += 11;
    } else if (is_high(unit) || is_low(unit)) {
      mended.replace(at, 6, "\\ufffd");
      at += 5;
    } else {
      ++at;
    }
  }
  return mended;
}

}  // namespace

struct ItemParser::State {
  simdjson::dom::parser parser;
  std::string mended;
};

ItemParser::ItemParser() : state_(std::make_unique<State>()) {}
ItemParser::~ItemParser() = default;

std::optional<JsonObject> ItemParser::parse(std::string_view raw) {
  JsonObject object;
  auto error = state_->parser.parse(raw.data(), raw.size(), false).get_object().get(object);
  if (error == simdjson::STRING_ERROR) {
    state_->mended = with_whole_characters(raw);
    error = state_->parser.parse(state_->mended).get_object().get(object);
  }
  if (error != simdjson::SUCCESS) return {};
  return object;
}

}  // namespace recado::meta
