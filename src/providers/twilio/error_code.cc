#include "providers/twilio/error_code.h"

#include <array>

namespace recado::twilio {

namespace {

// The first row that fits counts. Create has no idempotency key: of the codes that the reference calls "retry", those that
// name a limit are sure to have taken nothing, those that name a fault are not.
constexpr auto k_codes = std::to_array<ErrorCodeRow>({
    {11200, 11205, Remedy::reject, "media"},
    {11751, 11751, Remedy::reject, "media"},
    {20003, 20006, Remedy::reject, "credentials"},
    {20404, 20404, Remedy::reject, "number_gone"},
    {20429, 20429, Remedy::number_rate, "rate_limited"},
    {20500, 20599, Remedy::unknown, "provider_trouble"},
    {21211, 21211, Remedy::reject, "not_on_whatsapp"},
    {21212, 21212, Remedy::reject, "number_not_registered"},
    {21214, 21217, Remedy::reject, "not_on_whatsapp"},
    {21408, 21408, Remedy::reject, "country_restricted"},
    {21602, 21605, Remedy::reject, "invalid"},
    {21606, 21606, Remedy::reject, "number_not_registered"},
    {21608, 21608, Remedy::reject, "not_in_test_list"},
    {21610, 21610, Remedy::reject, "contact_stopped"},
    {21611, 21611, Remedy::number_rate, "rate_limited"},
    {21612, 21614, Remedy::reject, "not_on_whatsapp"},
    {21617, 21619, Remedy::reject, "invalid"},
    {21620, 21623, Remedy::reject, "media"},
    {21655, 21655, Remedy::reject, "template_missing"},
    {21656, 21656, Remedy::reject, "template_parameters"},
    {21658, 21658, Remedy::reject, "invalid"},
    {21660, 21660, Remedy::reject, "number_not_registered"},
    {21703, 21703, Remedy::reject, "number_not_registered"},
    {30001, 30001, Remedy::number_rate, "rate_limited"},
    {30002, 30002, Remedy::reject, "account_locked"},
    {30007, 30007, Remedy::reject, "policy"},
    {30008, 30008, Remedy::unknown, "provider_trouble"},
    {30022, 30022, Remedy::reject, "messaging_limit"},
    {60228, 60228, Remedy::reject, "template_missing"},
    {63001, 63001, Remedy::reject, "credentials"},
    {63003, 63003, Remedy::reject, "not_on_whatsapp"},
    {63005, 63006, Remedy::reject, "invalid"},
    {63007, 63007, Remedy::reject, "number_not_registered"},
    {63009, 63010, Remedy::unknown, "provider_trouble"},
    {63012, 63012, Remedy::unknown, "provider_trouble"},
    {63013, 63013, Remedy::reject, "policy"},
    {63014, 63014, Remedy::reject, "contact_stopped"},
    {63015, 63015, Remedy::reject, "not_in_test_list"},
    {63016, 63016, Remedy::reject, "window_closed"},
    {63018, 63018, Remedy::number_rate, "rate_limited"},
    {63019, 63019, Remedy::reject, "media"},
    {63020, 63020, Remedy::reject, "billing"},
    {63021, 63021, Remedy::reject, "invalid"},
    {63022, 63022, Remedy::reject, "display_name"},
    {63024, 63024, Remedy::reject, "not_on_whatsapp"},
    {63025, 63025, Remedy::reject, "media"},
    {63027, 63027, Remedy::reject, "template_missing"},
    {63028, 63028, Remedy::reject, "template_parameters"},
    {63029, 63029, Remedy::reject, "template_missing"},
    {63030, 63030, Remedy::reject, "invalid"},
    {63031, 63031, Remedy::reject, "recipient_is_sender"},
    {63032, 63032, Remedy::reject, "experiment"},
    {63033, 63033, Remedy::reject, "blocked_by_us"},
    {63034, 63034, Remedy::reject, "media"},
    {63036, 63036, Remedy::reject, "not_on_whatsapp"},
    {63038, 63038, Remedy::reject, "messaging_limit"},
    {63040, 63040, Remedy::reject, "template_missing"},
    {63041, 63041, Remedy::reject, "template_paused"},
    {63042, 63042, Remedy::reject, "template_disabled"},
    {63049, 63049, Remedy::reject, "held_back_by_meta"},
    {63051, 63051, Remedy::reject, "account_locked"},
    // Others of the channel are final until we know better.
    {63000, 63999, Remedy::reject, "refused"},
});

}  // namespace

const ErrorCodeRow* find_error_code(std::int64_t code) {
  for (const ErrorCodeRow& row : k_codes) {
    if (code >= row.first && code <= row.last) return &row;
  }
  return nullptr;
}

}  // namespace recado::twilio
