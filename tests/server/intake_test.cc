// Between the provider's 200 and the conversation: what is durable is applied, in every order of events, and the cursor
// never passes what is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/registry.h>

#include <future>
#include <thread>

#include "server/intake_journal.h"
#include "server/intake_worker.h"
#include "server/test_journal.h"

namespace recado::server {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr auto k_patience = 20s;

class IntakeTest : public ::testing::Test {
 protected:
  std::shared_ptr<const Receipt> receipt(const std::string& body = "body") {
    return std::make_shared<const Receipt>(Receipt{.id = ids_.next<ReceiptId>(), .body = body});
  }

  void start(ReceiptId newest = {}, IntakeActions actions = {}) {
    if (!actions.apply) actions.apply = [this](auto receipts) { return apply(receipts); };
    if (!actions.set_aside) {
      actions.set_aside = [this](const Receipt& each, const Error&) -> Result<void> {
        journal_.note_applied(each.id);
        set_aside_.push_back(each.id);
        return {};
      };
    }
    worker_ = std::make_unique<IntakeWorker>(journal_, backlog_, std::move(actions), IntakeMetrics{registry_});
    worker_->start(newest);
  }

  Result<ReceiveSummary> apply(std::span<const std::shared_ptr<const Receipt>> receipts) {
    for (const auto& each : receipts) journal_.note_applied(each->id);
    return ReceiveSummary{};
  }

  void finish() {
    worker_->stop(k_patience);
    worker_.reset();
  }

  SystemClock clock_;
  IdSource ids_{clock_, 1};
  prometheus::Registry registry_;
  TestJournal journal_;
  IntakeBacklog backlog_{{.receipts = 100'000, .receipts_in_memory = 50, .bytes_in_memory = 100'000}};
  IntakeJournal intake_{journal_, backlog_, ids_};
  std::vector<ReceiptId> set_aside_;
  std::unique_ptr<IntakeWorker> worker_;
};

TEST_F(IntakeTest, WhateverTheOrderOfCommitsTheCursorNeverPassesWhatIsNotApplied) {
  constexpr int k_threads = 4;
  constexpr int k_each = 2000;
  start();
  std::atomic<int> settled = 0;
  std::atomic<int> acknowledged = 0;
  std::vector<std::thread> io_threads;
  io_threads.reserve(k_threads);
  for (int thread = 0; thread < k_threads; ++thread) {
    io_threads.emplace_back([&, thread] {
      std::mt19937 chance{static_cast<unsigned>(thread)};
      for (int i = 0; i < k_each; ++i) {
        auto made = receipt();
        // Another thread makes a later id here and gives it to the journal first.
        if (chance() % 4 == 0) std::this_thread::yield();
        intake_.append(std::move(made), [&](const Result<void>& durable) {
          if (durable) ++acknowledged;
          ++settled;
        });
      }
    });
  }
  std::mt19937 chance{4711};
  while (settled < k_threads * k_each) {
    if (!journal_.commit_some(chance)) std::this_thread::yield();
  }
  for (auto& thread : io_threads) thread.join();
  finish();
  EXPECT_EQ(journal_.violations(), 0);
  const auto applied = journal_.applied();
  const std::set<ReceiptId> applied_set{applied.begin(), applied.end()};
  EXPECT_EQ(applied_set, journal_.durable());
  EXPECT_EQ(applied_set.size(), static_cast<std::size_t>(acknowledged));
  EXPECT_EQ(applied.size(), applied_set.size()) << "something was applied twice";
  EXPECT_GE(*journal_.applied_through(), *applied_set.rbegin()) << "it may also have passed one that failed after them";
}

TEST_F(IntakeTest, ALaterReceiptThatIsDurableFirstDoesNotTakeTheCursorPastAnEarlierOne) {
  const auto early = backlog_.begin(receipt(), ids_);
  const auto late = backlog_.begin(receipt(), ids_);
  backlog_.durable(late);
  ASSERT_THAT(backlog_.take(10, 0ms).receipts, ElementsAre(late));
  backlog_.applied(std::vector{late->id});
  EXPECT_EQ(backlog_.applied_through(), ReceiptId{});
  backlog_.durable(early);
  ASSERT_THAT(backlog_.take(10, 0ms).receipts, ElementsAre(early));
  backlog_.applied(std::vector{early->id});
  EXPECT_EQ(backlog_.applied_through(), late->id);
}

TEST_F(IntakeTest, WhatComesAlongWhileItIsGatheredIsTakenTogether) {
  const auto first = backlog_.begin(receipt(), ids_);
  const auto second = backlog_.begin(receipt(), ids_);
  backlog_.durable(first);
  const std::jthread provider{[&] { backlog_.durable(second); }};
  EXPECT_THAT(backlog_.take(2, 0ms, 1h).receipts, ElementsAre(first, second));
}

TEST_F(IntakeTest, GatheringEndsWithTheProgram) {
  backlog_.durable(backlog_.begin(receipt(), ids_));
  const std::jthread end{[&] { backlog_.close(); }};
  EXPECT_THAT(backlog_.take(2, 0ms, 1h).receipts, SizeIs(1));
}

TEST_F(IntakeTest, AnIdThatComesAfterALaterOneIsGivenAnew) {
  const auto early = receipt("early");
  const auto late = backlog_.begin(receipt("late"), ids_);
  const auto registered = backlog_.begin(early, ids_);
  EXPECT_GT(registered->id, late->id);
  EXPECT_EQ(registered->body, "early");
}

TEST_F(IntakeTest, WhatAnEarlierRunLeftIsAppliedBeforeAnythingNew) {
  std::vector<ReceiptId> left;
  for (int i = 0; i < 200; ++i) {
    const auto old = receipt();
    left.push_back(old->id);
    journal_.put(*old);
  }
  const auto fresh = receipt();
  intake_.append(fresh, [](const Result<void>&) {});
  journal_.commit_all();
  start(left.back());
  finish();
  auto wanted = left;
  wanted.push_back(fresh->id);
  EXPECT_EQ(journal_.applied(), wanted);
  EXPECT_EQ(journal_.violations(), 0);
  EXPECT_EQ(*journal_.applied_through(), fresh->id);
}

TEST_F(IntakeTest, BodiesThatMemoryHasNoRoomForAreReadFromTheJournalAgain) {
  std::vector<ReceiptId> wanted;
  for (int i = 0; i < 300; ++i) {
    const auto made = receipt();
    wanted.push_back(made->id);
    intake_.append(made, [](const Result<void>&) {});
  }
  journal_.commit_all();
  start();
  finish();
  EXPECT_EQ(journal_.applied(), wanted);
  EXPECT_GE(journal_.reads(), 1);
}

TEST_F(IntakeTest, MoreThanTheLimitIsRefusedAsUnavailable) {
  IntakeBacklog small{{.receipts = 2}};
  IntakeJournal intake{journal_, small, ids_};
  for (int i = 0; i < 2; ++i) intake.append(receipt(), [](const Result<void>&) {});
  std::optional<ErrorCode> code;
  intake.append(receipt(), [&](const Result<void>& answer) { code = answer.error().code; });
  EXPECT_EQ(code, ErrorCode::unavailable);
}

TEST_F(IntakeTest, AnOutageOfTheDatabaseKeepsTheOrderAndLosesNothing) {
  std::atomic<int> failures = 2;
  journal_.fail_next(1);
  std::vector<ReceiptId> wanted;
  for (int i = 0; i < 120; ++i) {
    const auto made = receipt();
    wanted.push_back(made->id);
    intake_.append(made, [](const Result<void>&) {});
  }
  journal_.commit_all();
  std::promise<void> is_done;
  start({}, {.apply = [&](auto receipts) -> Result<ReceiveSummary> {
               if (failures-- > 0) return unavailable("The database is away.");
               auto applied = apply(receipts);
               if (receipts.back()->id == wanted.back()) is_done.set_value();
               return applied;
             },
             .set_aside = {}});
  ASSERT_EQ(is_done.get_future().wait_for(k_patience), std::future_status::ready);
  finish();
  EXPECT_EQ(journal_.applied(), wanted);
  EXPECT_EQ(journal_.violations(), 0);
}

TEST_F(IntakeTest, OneThatCannotBeAppliedIsSetAsideAndDoesNotBlockTheOthers) {
  std::vector<std::shared_ptr<const Receipt>> made{receipt("good"), receipt("poison"), receipt("good")};
  for (const auto& each : made) intake_.append(each, [](const Result<void>&) {});
  journal_.commit_all();
  std::promise<void> is_done;
  start({}, {.apply = [&](auto receipts) -> Result<ReceiveSummary> {
               for (const auto& each : receipts) {
                 if (each->body == "poison") throw std::runtime_error("a bug");
               }
               auto applied = apply(receipts);
               if (receipts.back() == made.back()) is_done.set_value();
               return applied;
             },
             .set_aside = {}});
  ASSERT_EQ(is_done.get_future().wait_for(k_patience), std::future_status::ready);
  finish();
  EXPECT_THAT(set_aside_, ElementsAre(made[1]->id));
  EXPECT_THAT(journal_.applied(), SizeIs(3));
  EXPECT_EQ(*journal_.applied_through(), made.back()->id);
}

TEST_F(IntakeTest, StoppingDuringAnOutageLeavesEverythingForTheNextStart) {
  std::promise<void> was_tried;
  std::once_flag once;
  intake_.append(receipt(), [](const Result<void>&) {});
  journal_.commit_all();
  start({}, {.apply = [&](auto) -> Result<ReceiveSummary> {
               std::call_once(once, [&] { was_tried.set_value(); });
               return unavailable("The database is away.");
             },
             .set_aside = {}});
  ASSERT_EQ(was_tried.get_future().wait_for(k_patience), std::future_status::ready);
  finish();
  EXPECT_EQ(*journal_.applied_through(), ReceiptId{});
}

}  // namespace
}  // namespace recado::server
