#include "domain/phone_number.h"

#include <gtest/gtest.h>

namespace recado {
namespace {

std::string canonical(std::string_view text) {
  const auto number = PhoneNumber::parse(text);
  return number ? number->canonical() : "";
}

TEST(PhoneNumber, IsReadHoweverItIsWritten) {
  for (const char* text :
       {"573001234567", "+573001234567", "whatsapp:+573001234567", "+57 300 123-4567", "(57) 300.1234567"}) {
    ASSERT_TRUE(PhoneNumber::parse(text)) << text;
    EXPECT_EQ(PhoneNumber::parse(text)->digits(), "573001234567");
  }
  EXPECT_EQ(PhoneNumber::parse("573001234567")->e164(), "+573001234567");
}

TEST(PhoneNumber, IsRefusedWhenItIsNone) {
  for (const char* text :
       {"", "+", "1234", "1234567890123456", "0573001234567", "57300abc4567", "57+3001234567", "US.1234567"}) {
    EXPECT_FALSE(PhoneNumber::parse(text)) << text;
  }
  EXPECT_TRUE(PhoneNumber::parse("12345"));
  EXPECT_TRUE(PhoneNumber::parse("123456789012345"));
}

TEST(PhoneNumber, OfBrazilIsOneWithAndWithoutTheNinthDigit) {
  EXPECT_EQ(canonical("551187654321"), canonical("5511987654321"));
  EXPECT_EQ(canonical("5511987654321"), "5511987654321");
}

TEST(PhoneNumber, OfABrazilianLandLineStaysAsItIs) { EXPECT_EQ(canonical("551132345678"), "551132345678"); }

TEST(PhoneNumber, OfMexicoIsOneWithAndWithoutTheOne) {
  EXPECT_EQ(canonical("5215512345678"), canonical("525512345678"));
}

TEST(PhoneNumber, OfArgentinaIsOneWithAndWithoutTheNine) {
  EXPECT_EQ(canonical("5491123456789"), canonical("541123456789"));
}

TEST(PhoneNumber, OfOtherCountriesIsNeverBent) {
  EXPECT_NE(canonical("573001234567"), canonical("57300123456"));
  EXPECT_EQ(canonical("16505551234"), "16505551234");
}

}  // namespace
}  // namespace recado
