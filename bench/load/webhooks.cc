#include "load/webhooks.h"

#include <fmt/format.h>

#include <charconv>
#include <iterator>

#include "load/customers.h"

namespace recado::bench {

Webhooks::Webhooks(WebhookTarget target) : target_(std::move(target)), mark_(fmt::format("[b{}-", target_.run)) {}

std::uint64_t Webhooks::unique(std::uint64_t n) const { return scrambled(std::uint64_t{target_.run} << 40 | n); }

Kind Webhooks::kind_of(std::uint64_t n) const {
  if (target_.mix == Mix::texts || n % k_reaction_every == 0) return Kind::text;
  if (n % k_reaction_every == 1) return Kind::reaction;
  constexpr Kind k_hundredths[] = {Kind::image, Kind::voice, Kind::button, Kind::location, Kind::contacts};
  constexpr unsigned k_below[] = {15, 23, 29, 32, 34};
  const auto pick = scrambled(n * 3 + 1) % 100;
  for (std::size_t i = 0; i < std::size(k_below); ++i) {
    if (pick < k_below[i]) return k_hundredths[i];
  }
  return Kind::text;
}

std::uint32_t Webhooks::customer_of(std::uint64_t n) const {
  const bool reacts = kind_of(n) == Kind::reaction;
  return static_cast<std::uint32_t>(scrambled(reacts ? target_of(n) : n) % target_.customers);
}

void Webhooks::append(std::uint64_t n, std::string& out) {
  body_.clear();
  write_body(n, body_);
  fmt::format_to(std::back_inserter(out), "POST {} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\n", target_.path,
                 target_.host);
  out += headers();
  out += signature(body_);
  fmt::format_to(std::back_inserter(out), "\r\nContent-Length: {}\r\n\r\n", body_.size());
  out += body_;
}

std::int64_t Webhooks::number_in(std::string_view text) const {
  const auto at = text.rfind(mark_);  // the preview in front of it may be of a later message
  if (at == std::string_view::npos) return -1;
  std::int64_t number = -1;
  std::from_chars(text.data() + at + mark_.size(), text.data() + text.size(), number);
  return number;
}

}  // namespace recado::bench
