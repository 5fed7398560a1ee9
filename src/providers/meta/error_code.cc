#include "providers/meta/error_code.h"

#include <array>

namespace recado::meta {

namespace {

// Of the codes that are "retry, but the first attempt may have gone out" in the reference, 131057 and 2494100 alone are
// sure: the number is in maintenance and takes no request at all. The others (1, 2, 131000, 131016, 133004) are faults of
// a server somewhere along the way; a message that had been taken before the fault would be sent twice.
constexpr auto k_codes = std::to_array<ErrorCodeRow>({
    {0, 0, Remedy::reject, "credentials"},
    {1, 2, Remedy::unknown, "provider_trouble"},
    {3, 3, Remedy::reject, "credentials"},
    {4, 4, Remedy::number_rate, "rate_limited"},
    {10, 10, Remedy::reject, "credentials"},
    {33, 33, Remedy::reject, "number_gone"},
    {100, 100, Remedy::reject, "invalid"},
    {190, 190, Remedy::reject, "credentials"},
    {200, 299, Remedy::reject, "credentials"},
    {368, 368, Remedy::reject, "policy"},
    {80007, 80007, Remedy::number_rate, "rate_limited"},
    {130403, 130403, Remedy::reject, "blocked_by_us"},
    {130429, 130429, Remedy::number_rate, "rate_limited"},
    {130472, 130472, Remedy::reject, "experiment"},
    {130497, 130497, Remedy::reject, "country_restricted"},
    {131000, 131000, Remedy::unknown, "provider_trouble"},
    {131005, 131005, Remedy::reject, "credentials"},
    {131008, 131009, Remedy::reject, "invalid"},
    {131016, 131016, Remedy::unknown, "provider_trouble"},
    {131020, 131020, Remedy::reject, "group"},
    {131021, 131021, Remedy::reject, "recipient_is_sender"},
    {131026, 131026, Remedy::reject, "not_on_whatsapp"},
    {131030, 131030, Remedy::reject, "not_in_test_list"},
    {131031, 131031, Remedy::reject, "account_locked"},
    {131037, 131037, Remedy::reject, "display_name"},
    {131041, 131041, Remedy::reject, "group"},
    {131042, 131042, Remedy::reject, "billing"},
    {131044, 131044, Remedy::reject, "billing"},
    {131045, 131045, Remedy::reject, "number_not_registered"},
    {131047, 131047, Remedy::reject, "window_closed"},
    {131048, 131048, Remedy::reject, "spam_limit"},
    {131049, 131049, Remedy::reject, "held_back_by_meta"},
    {131050, 131050, Remedy::reject, "contact_stopped"},
    {131051, 131051, Remedy::reject, "unsupported_type"},
    {131052, 131053, Remedy::reject, "media"},
    {131055, 131055, Remedy::reject, "marketing_disabled"},
    {131056, 131056, Remedy::pair_rate, "rate_limited"},
    {131057, 131057, Remedy::busy, "maintenance"},
    {131059, 131059, Remedy::reject, "invalid"},
    {131060, 131060, Remedy::reject, "unsupported_type"},
    {131062, 131062, Remedy::reject, "needs_phone_number"},
    {131063, 131063, Remedy::reject, "marketing_disabled"},
    {131064, 131064, Remedy::reject, "messaging_limit"},
    {131201, 131215, Remedy::reject, "group"},
    {132000, 132000, Remedy::reject, "template_parameters"},
    {132001, 132001, Remedy::reject, "template_missing"},
    {132005, 132012, Remedy::reject, "template_parameters"},
    {132015, 132015, Remedy::reject, "template_paused"},
    {132016, 132016, Remedy::reject, "template_disabled"},
    {132018, 132018, Remedy::reject, "template_parameters"},
    {132068, 132069, Remedy::reject, "flow"},
    {133000, 133000, Remedy::reject, "number_not_registered"},
    {133004, 133004, Remedy::unknown, "provider_trouble"},
    {133005, 133016, Remedy::reject, "number_not_registered"},
    {134011, 134011, Remedy::reject, "billing"},
    {134100, 134100, Remedy::reject, "marketing_disabled"},
    // A template that Meta still copies, for up to ten minutes.
    {134101, 134101, Remedy::busy, "maintenance"},
    {134102, 134102, Remedy::reject, "template_missing"},
    {135000, 135000, Remedy::reject, "invalid"},
    {136024, 136024, Remedy::reject, "number_not_registered"},
    {137000, 137000, Remedy::reject, "identity_changed"},
    {138000, 138023, Remedy::reject, "calling"},
    {139000, 139004, Remedy::reject, "flow"},
    {139100, 139101, Remedy::reject, "block_list"},
    {139102, 139103, Remedy::busy, "block_list"},
    {147001, 147005, Remedy::reject, "username"},
    {2388001, 2388299, Remedy::reject, "invalid"},
    {2494100, 2494100, Remedy::busy, "maintenance"},
    {2593107, 2593109, Remedy::reject, "history_import"},
});

}  // namespace

const ErrorCodeRow* find_error_code(std::int64_t code) {
  for (const ErrorCodeRow& row : k_codes) {
    if (code >= row.first && code <= row.last) return &row;
  }
  return nullptr;
}

}  // namespace recado::meta
