#include <set>

#include "store_test.h"

namespace recado::store {
namespace {

class InboxListTest : public StoreTest {
 protected:
  std::vector<std::int64_t> list(const InboxFilter& filter, int limit = 100, std::optional<InboxCursor> after = {}) {
    std::vector<std::int64_t> ids;
    read([&](Transaction& tx) {
      for (const auto& entry : tx.conversations().list(filter, after, limit).value()) {
        EXPECT_EQ(entry.contact.profile_name, "Contact " + std::to_string(entry.conversation.id.value));
        ids.push_back(entry.conversation.id.value);
      }
    });
    return ids;
  }
};

using Ids = std::vector<std::int64_t>;

TEST_P(InboxListTest, IsNewestFirstAndOnlyWhatIsOpenUnlessAsked) {
  auto closed = conversation(2);
  closed.status = ConversationStatus::closed;
  add({conversation(1), closed, conversation(3)});
  EXPECT_EQ(list({.status = ConversationStatus::open}), (Ids{3, 1}));
  EXPECT_EQ(list({.status = ConversationStatus::closed}), (Ids{2}));
  EXPECT_EQ(list({}), (Ids{3, 2, 1})) << "any status, still in order";
}

TEST_P(InboxListTest, PagesByCursorWithoutGapOrDouble) {
  std::vector<Conversation> all;
  for (std::int64_t id = 1; id <= 25; ++id) {
    auto c = conversation(id);
    c.last_message_at = utc_seconds(id / 5);  // several at the same moment: the id decides
    c.status = id % 3 == 0 ? ConversationStatus::closed : ConversationStatus::open;
    all.push_back(c);
  }
  add(all);
  for (const auto status : {std::optional<ConversationStatus>{}, std::optional{ConversationStatus::open}}) {
    std::set<std::int64_t> seen;
    std::size_t pages = 0;
    std::optional<InboxCursor> after;
    for (;; ++pages) {
      const auto page = list({.status = status}, 4, after);
      if (page.empty()) break;
      for (const auto id : page) EXPECT_TRUE(seen.insert(id).second) << id;
      after = InboxCursor{utc_seconds(page.back() / 5), ConversationId{page.back()}};
    }
    EXPECT_EQ(seen.size(), status ? 17U : 25U);
    EXPECT_GE(pages, 5U);
  }
}

TEST_P(InboxListTest, FiltersByAssigneeConnectionAndUnread) {
  auto mine = conversation(1);
  mine.assignee = PersonId{5};
  auto theirs = conversation(2);
  theirs.assignee = PersonId{6};
  auto unread = conversation(3);
  unread.unread_count = 2;
  auto other_number = conversation(4);
  other_number.connection = ConnectionId{9};
  add({mine, theirs, unread, other_number});
  using Assigned = InboxFilter::Assigned;
  EXPECT_EQ(list({.assigned = Assigned::me, .me = PersonId{5}}), (Ids{1}));
  EXPECT_EQ(list({.assigned = Assigned::nobody}), (Ids{4, 3}));
  EXPECT_EQ(list({.unread = true}), (Ids{3}));
  EXPECT_EQ(list({.connection = ConnectionId{9}}), (Ids{4}));
  EXPECT_EQ(list({.assigned = Assigned::me, .me = PersonId{6}, .connection = ConnectionId{1}}), (Ids{2}));
}

TEST_P(InboxListTest, LongestWaitingFirstLeavesOutWhoDoesNotWait) {
  auto long_ago = conversation(1);
  long_ago.waiting_since = utc_seconds(10);
  auto just_now = conversation(2);
  just_now.waiting_since = utc_seconds(20);
  add({just_now, conversation(3), long_ago});
  EXPECT_EQ(list({.sort = InboxFilter::Sort::waiting}), (Ids{1, 2}));
}

TEST_P(InboxListTest, AnotherWorkspaceSeesNothing) {
  add({conversation(1)});
  const auto done = store_->read(WorkspaceId{12}, [&](Transaction& tx) -> Result<void> {
    EXPECT_TRUE(tx.conversations().list({}, {}, 10).value().empty());
    EXPECT_FALSE(tx.conversations().show(ConversationId{1}).value());
    return {};
  });
  EXPECT_TRUE(done);
}

INSTANTIATE_TEST_SUITE_P(On, InboxListTest, ::testing::ValuesIn(test::TestDatabase::available_kinds()),
                         test::TestDatabase::kind_name);

}  // namespace
}  // namespace recado::store
