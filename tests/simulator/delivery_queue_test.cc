#include "simulator/delivery_queue.h"

#include <gtest/gtest.h>

namespace recado::simulator {

namespace {

using std::chrono::milliseconds;

Update update(std::int64_t id, const std::string& customer) {
  return {.id = id, .number_id = "1", .customer_id = customer};
}

class DeliveryQueueTest : public testing::Test {
 protected:
  std::int64_t take_id(milliseconds at = milliseconds{0}) {
    const auto copy = queue_.take(start_ + at, faults_);
    return copy ? copy->post->updates.front().id : 0;
  }

  DeliveryTime start_ = std::chrono::steady_clock::now();
  DeliveryQueue queue_;
  WebhookFaults faults_;
};

}  // namespace

TEST_F(DeliveryQueueTest, AConversationHasOneDeliveryUnderWayAndOthersGoBesideIt) {
  queue_.add(update(1, "ana"), "r", start_);
  queue_.add(update(2, "ana"), "r", start_);
  queue_.add(update(3, "bruno"), "r", start_);
  const auto first = queue_.take(start_, faults_);
  ASSERT_TRUE(first);
  EXPECT_EQ(take_id(), 3);
  EXPECT_EQ(take_id(), 0);
  EXPECT_TRUE(queue_.settle(*first, PostOutcome::acknowledged, start_));
  EXPECT_EQ(take_id(), 2);
}

TEST_F(DeliveryQueueTest, ARefusedDeliveryIsTriedAtOnceAndThenMoreAndMoreRarely) {
  queue_.add(update(1, "ana"), "r", start_);
  DeliveryTime now = start_;
  for (const int wait : {0, 200, 400, 800, 1600, 3200, 5000, 5000}) {
    const auto copy = queue_.take(now, faults_);
    ASSERT_TRUE(copy);
    EXPECT_FALSE(queue_.settle(*copy, PostOutcome::refused, now));
    if (wait > 0) {
      EXPECT_FALSE(queue_.take(now + milliseconds{wait - 1}, faults_));
      EXPECT_EQ(queue_.next_due(now), now + milliseconds{wait});
    }
    now += milliseconds{wait};
  }
}

TEST_F(DeliveryQueueTest, OthersOvertakeADeliveryThatWaitsForItsRetry) {
  queue_.add(update(1, "ana"), "r", start_);
  queue_.add(update(2, "ana"), "r", start_);
  const auto lost = queue_.take(start_, faults_);
  queue_.settle(*lost, PostOutcome::lost_on_the_way, start_);
  EXPECT_EQ(take_id(), 2);
}

TEST_F(DeliveryQueueTest, AfterSevenDaysADeliveryIsGivenUp) {
  queue_.add(update(1, "ana"), "r", start_);
  const auto copy = queue_.take(start_, faults_);
  const auto post = queue_.settle(*copy, PostOutcome::refused, start_ + DeliveryQueue::k_retry_for);
  ASSERT_TRUE(post);
  EXPECT_TRUE(post->given_up);
}

TEST_F(DeliveryQueueTest, ABatchHoldsOnlyUpdatesOfOneCallback) {
  faults_.batch = 2;
  queue_.add(update(1, "ana"), "a", start_);
  queue_.add(update(2, "ana"), "b", start_);
  EXPECT_EQ(take_id(), 0);
  EXPECT_EQ(queue_.next_due(start_), start_ + DeliveryQueue::k_batch_wait);
  queue_.add(update(3, "ana"), "a", start_);
  const auto copy = queue_.take(start_, faults_);
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->post->updates.size(), 2U);
  queue_.settle(*copy, PostOutcome::acknowledged, start_);
  EXPECT_EQ(take_id(DeliveryQueue::k_batch_wait), 2);
}

TEST_F(DeliveryQueueTest, ADelayHoldsEveryDeliveryBack) {
  faults_.delay_ms = 300;
  queue_.add(update(1, "ana"), "r", start_);
  EXPECT_EQ(take_id(), 0);
  EXPECT_EQ(take_id(milliseconds{299}), 0);
  EXPECT_EQ(take_id(milliseconds{300}), 1);
}

TEST_F(DeliveryQueueTest, WhatWasUnderWayBeforeAClearDoesNotComeBack) {
  queue_.add(update(1, "ana"), "r", start_);
  const auto copy = queue_.take(start_, faults_);
  queue_.clear();
  EXPECT_FALSE(queue_.settle(*copy, PostOutcome::refused, start_));
  EXPECT_EQ(take_id(milliseconds{10000}), 0);
}

TEST_F(DeliveryQueueTest, AKapsoWebhookIsTriedThreeTimesMoreAndThenDropped) {
  Update told = update(1, "ana");
  told.webhook_id = "w";
  queue_.add(told, "r", start_);
  for (const int at : {0, 10, 50, 140}) {
    const DeliveryTime now = start_ + std::chrono::seconds{at};
    if (at > 0) EXPECT_FALSE(queue_.take(now - milliseconds{1}, faults_));
    const auto copy = queue_.take(now, faults_);
    ASSERT_TRUE(copy) << at;
    const auto settled = queue_.settle(*copy, PostOutcome::refused, now);
    EXPECT_EQ(settled != nullptr, at == 140);
    if (settled) EXPECT_TRUE(settled->given_up);
  }
}

TEST_F(DeliveryQueueTest, ABufferedWebhookWaitsUntilTheConversationPausesOrTheBufferIsFull) {
  for (std::int64_t id = 1; id <= 5; ++id) {
    Update told = update(id, id == 5 ? "bruno" : "ana");
    told.webhook_id = "w";
    told.buffer_ms = 5000;
    told.buffer_size = 3;
    queue_.add(told, "r", start_ + milliseconds{id});
  }
  const auto full = queue_.take(start_ + milliseconds{10}, faults_);
  ASSERT_TRUE(full);
  EXPECT_EQ(full->post->updates.size(), 4U) << "the fourth came before anybody looked";
  EXPECT_FALSE(queue_.take(start_ + milliseconds{5004}, faults_));
  const auto paused = queue_.take(start_ + milliseconds{5005}, faults_);
  ASSERT_TRUE(paused);
  EXPECT_EQ(paused->post->updates.front().id, 5);
}

}  // namespace recado::simulator
