#include "base/clock.h"

#include <fmt/format.h>

#include <charconv>

namespace recado {

namespace {

bool read_digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  if (at + count > text.size()) return false;
  const char* first = text.data() + at;
  const auto [end, error] = std::from_chars(first, first + count, out);
  return error == std::errc{} && end == first + count;
}

}  // namespace

std::string to_iso8601(UtcMs time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

std::optional<UtcMs> from_iso8601(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int milli = 0;
  const bool read = read_digits(text, 0, 4, year) && read_digits(text, 5, 2, month) && read_digits(text, 8, 2, day) &&
                    read_digits(text, 11, 2, hour) && read_digits(text, 14, 2, minute) &&
                    read_digits(text, 17, 2, second);
  if (!read || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return {};
  if (text.size() == 24) {
    if (text[19] != '.' || !read_digits(text, 20, 3, milli)) return {};
  } else if (text.size() != 20) {
    return {};
  }
  if (text.back() != 'Z') return {};
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return {};
  return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + DurationMs{milli};
}

UtcMs SystemClock::now() const { return std::chrono::floor<DurationMs>(std::chrono::system_clock::now()); }

}  // namespace recado
