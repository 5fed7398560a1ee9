#include "providers/meta/error_table.h"

#include <gtest/gtest.h>

#include "providers/meta/error_code.h"

namespace recado::meta {
namespace {

SendOutcome answered(int status, std::int64_t code) { return outcome_of({status, code, {}, "", {}}); }

std::string rejection(int status, std::int64_t code) {
  const auto outcome = answered(status, code);
  const auto* rejected = std::get_if<Rejected>(&outcome);
  return rejected == nullptr ? "not rejected" : rejected->reason;
}

TEST(MetaErrors, What_a_person_must_know_has_its_own_word) {
  EXPECT_EQ(rejection(400, 131047), "window_closed");
  EXPECT_EQ(rejection(400, 131050), "contact_stopped");
  EXPECT_EQ(rejection(400, 131026), "not_on_whatsapp");
  EXPECT_EQ(rejection(400, 131042), "billing");
  EXPECT_EQ(rejection(400, 131049), "held_back_by_meta");
  EXPECT_EQ(rejection(404, 132001), "template_missing");
  for (const std::int64_t code : {0, 3, 10, 190, 200, 299, 131005})
    EXPECT_EQ(rejection(400, code), "credentials") << code;
}

TEST(MetaErrors, Rate_limits_are_never_final) {
  for (const std::int64_t code : {4, 80007, 130429}) {
    const auto outcome = answered(400, code);
    ASSERT_TRUE(std::holds_alternative<RetryLater>(outcome)) << code;
    EXPECT_EQ(std::get<RetryLater>(outcome).cause, RetryLater::Cause::number_rate);
  }
  const auto pair = answered(400, 131056);
  ASSERT_TRUE(std::holds_alternative<RetryLater>(pair));
  EXPECT_EQ(std::get<RetryLater>(pair).cause, RetryLater::Cause::pair_rate);
  EXPECT_GE(std::get<RetryLater>(pair).after, std::chrono::seconds{6});
}

TEST(MetaErrors, A_fault_after_which_the_message_may_have_gone_out_is_not_tried_again_by_itself) {
  for (const std::int64_t code : {1, 2, 131000, 131016, 133004}) {
    EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(answered(500, code))) << code;
  }
}

TEST(MetaErrors, A_number_in_maintenance_has_sent_nothing_and_is_tried_again) {
  for (const std::int64_t code : {131057, 2494100}) {
    EXPECT_TRUE(std::holds_alternative<RetryLater>(answered(500, code))) << code;
  }
}

TEST(MetaErrors, Without_a_known_code_the_status_decides) {
  const auto without_code = [](int status) { return outcome_of({status, {}, {}, "", {}}); };
  EXPECT_TRUE(std::holds_alternative<Rejected>(without_code(400)));
  EXPECT_TRUE(std::holds_alternative<Rejected>(without_code(404)));
  EXPECT_EQ(std::get<Rejected>(without_code(401)).reason, "credentials");
  EXPECT_TRUE(std::holds_alternative<RetryLater>(without_code(429)));
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(without_code(500)));
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(without_code(502)));
  EXPECT_EQ(rejection(400, 987654), "refused");
  EXPECT_TRUE(std::holds_alternative<OutcomeUnknown>(answered(503, 987654)));
}

TEST(MetaErrors, What_Meta_asks_to_wait_is_waited) {
  const auto outcome = outcome_of({400, 130429, {}, "", std::chrono::seconds{90}});
  EXPECT_EQ(std::get<RetryLater>(outcome).after, std::chrono::seconds{90});
}

TEST(MetaErrors, What_Meta_says_reaches_the_person) {
  const auto outcome = outcome_of({400, 131009, {}, "Parameter 'to' is odd", {}});
  EXPECT_NE(std::get<Rejected>(outcome).message.find("Parameter 'to' is odd"), std::string::npos);
  EXPECT_EQ(std::get<Rejected>(outcome).provider_code, 131009);
}

TEST(MetaErrors, Every_code_explains_itself_and_says_what_to_do) {
  int explained = 0;
  for (std::int64_t code = 0; code < 150000; ++code) {
    const ErrorCodeRow* row = find_error_code(code);
    if (row == nullptr) continue;
    const ErrorMeaning meaning = explain(code);
    EXPECT_EQ(meaning.reason, row->reason) << code;
    EXPECT_FALSE(meaning.message.empty() || meaning.next_step.empty()) << code;
    ++explained;
  }
  EXPECT_GT(explained, 150);
  EXPECT_EQ(reason_for(-5), "refused");
}

}  // namespace
}  // namespace recado::meta
