#include "base/fold.h"

#include <gtest/gtest.h>

namespace recado {
namespace {

using Words = std::vector<std::string>;

TEST(FoldedText, HasNeitherCaseNorAccents) {
  EXPECT_EQ(fold("Ação, ÑANDÚ, Crème brûlée"), "acao, nandu, creme brulee");
  EXPECT_EQ(fold("a\u0303o e\u0301"), "ao e") << "combining marks";
  EXPECT_EQ(fold("Straße Æon Łódź ŒUVRE"), "strasse aeon lodz oeuvre");
  EXPECT_EQ(fold("ПРИВЕТ ЁЖ ΑΒΓ"), "привет ёж αβγ");
  EXPECT_EQ(fold("日本 🙂 2 × 3"), "日本 🙂 2 × 3");
}

TEST(FoldedText, StaysAsItIsWhenFoldedAgain) {
  for (const std::string text : {"Ação", "ŉ Ĳ ß", "\xff\xc3", "ΑΒΓ"}) EXPECT_EQ(fold(fold(text)), fold(text));
}

TEST(FoldedText, MarksWhatIsNoUtf8) {
  EXPECT_EQ(fold("a\xff"
                 "b"),
            "a\uFFFDb");
  EXPECT_EQ(fold("\xc3"), "\uFFFD");
  EXPECT_EQ(fold("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "half a surrogate pair";
  EXPECT_EQ(fold("\xc0\xaf"), "\uFFFD\uFFFD") << "longer than it need be";
}

TEST(Words, AreRunsOfLettersAndDigits) {
  EXPECT_EQ(words_of("¿Cuánto cuesta el pan, 2x1?"), (Words{"cuanto", "cuesta", "el", "pan", "2x1"}));
  EXPECT_EQ(words_of("\"OR\" NOT* a-b (c)"), (Words{"or", "not", "a", "b", "c"}));
  EXPECT_EQ(words_of("pan🙂queso…«té»"), (Words{"pan", "queso", "te"}));
  EXPECT_EQ(words_of("cafe\u0301s"), Words{"cafes"});
  EXPECT_EQ(words_of("日本 語"), (Words{"日本", "語"}));
  EXPECT_EQ(words_of(std::string_view{"a\0b", 3}), (Words{"a", "b"}));
  EXPECT_EQ(words_of(" ?! "), Words{});
}

}  // namespace
}  // namespace recado
