// Telephone numbers as WhatsApp writes them: digits only, country code first. Matched exactly, after the documented
// forms that WhatsApp itself treats as one account have been made one (PRODUCT.md, rule 6). Never fuzzily.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace recado {

class PhoneNumber {
 public:
  // Accepts "+57 300 123-4567", "whatsapp:+573001234567", "573001234567": 5 to 15 digits (E.164 allows 15) once
  // spaces, dots, hyphens and brackets are gone. Nothing when it is no number.
  static std::optional<PhoneNumber> parse(std::string_view text);

  // As it was given, digits only: what is shown and what is sent to.
  const std::string& digits() const { return digits_; }
  std::string e164() const { return "+" + digits_; }

  // The one form that all spellings of the same WhatsApp account share; what numbers are matched by.
  //  Brazil: +55, area code, 8 digits beginning 6 to 9 gain the leading 9 of mobile numbers.
  //  Mexico: +52 1 and 10 digits lose the 1.
  //  Argentina: +54 9 and 10 digits lose the 9.
  // Source: developers.facebook.com, WhatsApp Cloud API, "Phone numbers", sections on Brazil, Mexico and Argentina.
  std::string canonical() const;

 private:
  explicit PhoneNumber(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace recado
