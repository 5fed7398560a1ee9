#include "store_test.h"

namespace recado::store {
namespace {

class LiveLogTest : public StoreTest {
 protected:
  std::vector<NewLiveEvent> events(int count) const {
    return std::vector<NewLiveEvent>(static_cast<std::size_t>(count),
                                     {LiveKind::conversation_updated, ConversationId{1}, {}, utc_seconds(1)});
  }
};

TEST_P(LiveLogTest, NumbersWithoutGapsEvenWhenATransactionIsUndone) {
  add({conversation(1)});
  write([&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(tx.live_log().append(events(3)).value(), 3);
    return {};
  });
  EXPECT_EQ(told_.events_through, 3);
  EXPECT_FALSE(store_->write(workspace_, [&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(tx.live_log().append(events(2)).value(), 5);
    return not_found("changed my mind");
  }));
  EXPECT_EQ(told_.events_through, 3) << "nobody is told of what was undone";
  write([&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(tx.live_log().append(events(1)).value(), 4);
    return {};
  });
  read([&](Transaction& tx) {
    const auto after = tx.live_log().after(2, 10).value();
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0].seq, 3);
    EXPECT_EQ(after[1].seq, 4);
    EXPECT_EQ(after[1].conversation.conversation.id, ConversationId{1});
    const auto range = tx.live_log().range().value();
    EXPECT_EQ(range.oldest, 1);
    EXPECT_EQ(range.newest, 4);
  });
}

TEST_P(LiveLogTest, OfANewWorkspaceIsEmpty) {
  read([&](Transaction& tx) {
    EXPECT_EQ(tx.live_log().range().value().newest, 0);
    EXPECT_EQ(tx.live_log().range().value().oldest, 1);
  });
}

TEST_P(LiveLogTest, CountsEachWorkspaceByItself) {
  write([&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(tx.live_log().append(events(2)).value(), 2);
    return {};
  });
  write_in(WorkspaceId{12}, [&](Transaction& tx) -> Result<void> {
    EXPECT_EQ(tx.live_log().append(events(1)).value(), 1);
    return {};
  });
}

INSTANTIATE_TEST_SUITE_P(On, LiveLogTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::store
