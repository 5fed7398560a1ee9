// Text as search compares it: lower case and without accents. The search route folds what is asked and the store's indexer
// folds what is kept, so that "Ação" is found by "acao".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recado {

// Lower case, accents stripped from Latin letters (also when they come as combining marks), "ß" as "ss", "æ" as "ae".
// Other scripts keep their letters. Bytes that are not UTF-8 become U+FFFD. Folding twice changes nothing.
std::string fold(std::string_view utf8);

// The folded words of a text in their order: runs of letters and digits.
std::vector<std::string> words_of(std::string_view utf8);

}  // namespace recado
