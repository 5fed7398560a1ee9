// The customers that the seeded database and the load generator have in common.
#pragma once

#include <cstdint>
#include <string>

namespace recado::bench {

constexpr const char* k_number_id = "100000000000042";
constexpr const char* k_account_id = "200000000000042";
constexpr const char* k_number_phone = "573009999999";

std::string customer_phone(std::uint32_t customer);
std::string customer_user_id(std::uint32_t customer);
std::string customer_name(std::uint32_t customer);

// A bijection of 64-bit numbers that looks random.
std::uint64_t scrambled(std::uint64_t number);

// What somebody might write: 3 to 22 words, common ones far more often than rare ones.
std::string some_text(std::uint64_t number);
// The rare word that some_text(number) may end with.
std::string reference_of(std::uint64_t number);
constexpr std::uint64_t k_reference_every = 8;

}  // namespace recado::bench
