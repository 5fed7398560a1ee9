#include "base/fold.h"

#include <array>
#include <cstdint>

namespace recado {
namespace {

constexpr char32_t k_not_utf8 = 0xFFFD;

// U+00C0 to U+017F: Latin-1's letters and Latin Extended-A, lower case and without what makes them special.
constexpr char32_t k_first_latin = 0xC0;
constexpr std::array<std::string_view, 192> k_latin{
    "a", "a", "a",  "a", "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i", "i", "i",  "i",  "d", "n", "o",  "o",
    "o", "o", "o",  "",  "o", "u", "u",  "u",  "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c",
    "e", "e", "e",  "e", "i", "i", "i",  "i",  "d", "n", "o",  "o",  "o", "o", "o",  "",   "o", "u", "u",  "u",
    "u", "y", "th", "y", "a", "a", "a",  "a",  "a", "a", "c",  "c",  "c", "c", "c",  "c",  "c", "c", "d",  "d",
    "d", "d", "e",  "e", "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g",  "g", "g", "g",  "g",
    "h", "h", "h",  "h", "i", "i", "i",  "i",  "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j", "j", "k",  "k",
    "k", "l", "l",  "l", "l", "l", "l",  "l",  "l", "l", "l",  "n",  "n", "n", "n",  "n",  "n", "n", "n",  "n",
    "o", "o", "o",  "o", "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r", "r", "s",  "s",  "s", "s", "s",  "s",
    "s", "s", "t",  "t", "t", "t", "t",  "t",  "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u",
    "w", "w", "y",  "y", "y", "z", "z",  "z",  "z", "z", "z",  "s",
};

// Takes one character off the front. One wrong byte is one U+FFFD, so that the rest stays readable.
char32_t take_character(std::string_view& text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  char32_t character = length == 1 ? lead : lead & (0x7Fu >> length);
  bool whole = length != 0 && length <= text.size();
  for (std::size_t i = 1; whole && i < length; ++i) {
    whole = (byte(i) & 0xC0) == 0x80;
    character = character << 6 | (byte(i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (!whole || overlong || surrogate || character > 0x10FFFF) {
    text.remove_prefix(1);
    return k_not_utf8;
  }
  text.remove_prefix(length);
  return character;
}

void append(std::string& text, char32_t character) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (character >> shift & 0x3F)); };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0 | character >> 6);
    tail(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0 | character >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0 | character >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

constexpr bool between(char32_t character, char32_t first, char32_t last) {
  return character >= first && character <= last;
}

// Greek and Cyrillic capitals have their small letters at a fixed distance.
constexpr char32_t lower(char32_t character) {
  if (between(character, 'A', 'Z') || between(character, 0x391, 0x3A9) || between(character, 0x410, 0x42F)) {
    return character + 0x20;
  }
  return between(character, 0x400, 0x40F) ? character + 0x50 : character;
}

constexpr bool is_combining_mark(char32_t character) { return between(character, 0x300, 0x36F); }

// Everything beyond ASCII is a letter, except the blocks of punctuation, symbols and emoji.
constexpr bool is_in_a_word(char32_t character) {
  if (character < 0x80)
    return between(character, '0', '9') || between(character, 'a', 'z') || between(character, 'A', 'Z');
  if (character < 0xC0) return character == 0xAA || character == 0xB5 || character == 0xBA;
  if (character == 0xD7 || character == 0xF7 || character == k_not_utf8) return false;
  if (between(character, 0x2000, 0x2BFF) || between(character, 0x3000, 0x303F)) return false;
  if (between(character, 0xFE00, 0xFE0F) || between(character, 0xFE30, 0xFE6F)) return false;
  return !between(character, 0x1F000, 0x1FAFF);
}

void append_folded(std::string& text, char32_t character) {
  if (is_combining_mark(character)) return;
  if (character >= k_first_latin && character - k_first_latin < k_latin.size() && character != 0xD7 &&
      character != 0xF7) {
    text += k_latin[character - k_first_latin];
    return;
  }
  append(text, lower(character));
}

}  // namespace

std::string fold(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  while (!utf8.empty()) append_folded(folded, take_character(utf8));
  return folded;
}

std::vector<std::string> words_of(std::string_view utf8) {
  std::vector<std::string> words;
  std::string word;
  while (!utf8.empty()) {
    const char32_t character = take_character(utf8);
    if (is_in_a_word(character)) {
      append_folded(word, character);
    } else if (!word.empty() && !is_combining_mark(character)) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

}  // namespace recado
