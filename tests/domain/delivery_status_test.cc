#include "domain/delivery_status.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace recado {
namespace {

using enum DeliveryStatus;

DeliveryStatus after(const std::vector<DeliveryStatus>& reports) {
  DeliveryStatus status = queued;
  for (const DeliveryStatus report : reports) status = advance(status, report);
  return status;
}

// Every order of the reports ends the same.
void expect_in_any_order(std::vector<DeliveryStatus> reports, DeliveryStatus end) {
  std::ranges::sort(reports);
  do {
    EXPECT_EQ(after(reports), end);
  } while (std::ranges::next_permutation(reports).found);
}

TEST(DeliveryStatus, EndsTheSameInWhateverOrderReportsArrive) {
  expect_in_any_order({sent, delivered, read}, read);
  expect_in_any_order({sent, delivered, read, played}, played);
  expect_in_any_order({sent, delivered}, delivered);
}

TEST(DeliveryStatus, AFailureIsFinalAgainstSent) { expect_in_any_order({sent, failed}, failed); }

TEST(DeliveryStatus, AFailureIsContradictedByDelivery) {
  expect_in_any_order({failed, delivered}, delivered);
  expect_in_any_order({failed, sent, delivered, read}, read);
}

TEST(DeliveryStatus, AReportTwiceChangesNothing) {
  EXPECT_EQ(after({sent, sent, delivered, delivered, sent}), delivered);
}

TEST(DeliveryStatus, AnInboundMessageIsNotMovedByReports) { EXPECT_EQ(advance(received, read), received); }

TEST(DeliveryStatus, ALostAnswerIsResolvedByAnyReport) {
  EXPECT_EQ(advance(unknown, sent), sent);
  EXPECT_EQ(advance(unknown, failed), failed);
}

}  // namespace
}  // namespace recado
