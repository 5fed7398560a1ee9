#include <gtest/gtest.h>

#include "domain/contact.h"
#include "domain/people.h"
#include "domain/send.h"
#include "domain/token_bucket.h"

namespace recado {
namespace {

using Cause = RetryLater::Cause;

TEST(Backoff, DoublesFromTwoSecondsToTenMinutes) {
  EXPECT_EQ(backoff(Cause::unreachable, 1), std::chrono::seconds{2});
  EXPECT_EQ(backoff(Cause::unreachable, 2), std::chrono::seconds{4});
  EXPECT_EQ(backoff(Cause::unreachable, 100), std::chrono::minutes{10});
}

TEST(Backoff, OfAPairGrowsByFourAndIsNeverBelowSixSeconds) {
  EXPECT_EQ(backoff(Cause::pair_rate, 1), std::chrono::seconds{6});
  EXPECT_EQ(backoff(Cause::pair_rate, 2), std::chrono::seconds{16});
  EXPECT_EQ(backoff(Cause::pair_rate, 3), std::chrono::seconds{64});
}

TEST(TokenBucket, LetsTheBurstThroughAndThenOneInSixSeconds) {
  UtcMs now = utc_seconds(1000);
  TokenBucket pair{k_pair_rate, now};
  for (int i = 0; i < 45; ++i) {
    ASSERT_EQ(pair.wait(now), DurationMs{0}) << i;
    pair.take();
  }
  EXPECT_NEAR(static_cast<double>(pair.wait(now).count()), 6000.0, 2.0);
  now += std::chrono::seconds{7};
  EXPECT_EQ(pair.wait(now), DurationMs{0});
}

TEST(Identities, OfACustomerWithoutANumberAreTheUserIdAlone) {
  Party party;
  party.user_id = "US.1";
  const auto identities = identities_of(party, "meta");
  ASSERT_EQ(identities.size(), 1U);
  EXPECT_EQ(identities[0], (Identity{IdentityKind::user_id, "meta", "US.1"}));
}

TEST(Identities, OfANumberAreCanonical) {
  Party party;
  party.phone = "551187654321";
  EXPECT_EQ(identities_of(party, "meta"), (std::vector{Identity{IdentityKind::phone, "", "5511987654321"}}));
}

TEST(Contact, KeepsWhatADeliveryLeavesOut) {
  Contact contact;
  contact.profile_name = "Ana";
  Party party;
  party.phone = "573001234567";
  EXPECT_TRUE(update_from(contact, party));
  EXPECT_EQ(contact.profile_name, "Ana");
  EXPECT_FALSE(update_from(contact, party));
}

TEST(Email, IsLowerCaseAndTrimmed) {
  EXPECT_EQ(canonical_email(" Ana@Example.COM "), "ana@example.com");
  EXPECT_FALSE(canonical_email("ana"));
  EXPECT_FALSE(canonical_email("@example.com"));
  EXPECT_FALSE(canonical_email("ana@"));
  EXPECT_FALSE(canonical_email("ana b@example.com"));
  EXPECT_TRUE(canonical_email(std::string(250, 'a') + "@b.c"));
  EXPECT_FALSE(canonical_email(std::string(251, 'a') + "@b.c"));
}

TEST(Preview, IsOneLineCutAtACharacter) {
  MessageContent content;
  content.text = "one\ntwo";
  EXPECT_EQ(preview_of(content), "one two");
  content.text = std::string(199, 'a') + "\u00e9" + "b";
  EXPECT_EQ(preview_of(content), std::string(199, 'a'));
}

}  // namespace
}  // namespace recado
