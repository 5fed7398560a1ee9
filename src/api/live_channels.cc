#include "api/live_channels.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/log.h"

namespace recado::api {
namespace {

constexpr std::uint16_t k_try_again = 1013;

}  // namespace

void LiveChannels::admit(std::uint64_t id, WorkspaceId workspace, std::optional<std::int64_t> since,
                         std::shared_ptr<net::Socket> socket) {
  Channel* channel = open(workspace);
  if (channel == nullptr) return socket->close(k_try_again, "The stream cannot be read now.");
  ++channel->readers;
  const auto [entry, added] = readers_.emplace(id, Reader{workspace, std::move(socket)});
  welcome(id, *channel, since, entry->second);
}

LiveChannels::Channel* LiveChannels::open(WorkspaceId workspace) {
  const auto found = channels_.find(workspace);
  if (found != channels_.end()) return &found->second;
  const auto range = read_live_range(store_, workspace);
  if (!range) {
    log::warn("live_range_failed", {{"what", range.error().message}});
    return nullptr;
  }
  return &channels_.emplace(workspace, Channel{LiveChannel{range->newest}, range->newest, 0}).first->second;
}

void LiveChannels::welcome(std::uint64_t id, Channel& channel, std::optional<std::int64_t> since,
                           const Reader& reader) {
  const std::int64_t from = since.value_or(channel.stream.head());
  // Ahead of this thread is not yet ahead of the store: the catch-up looks.
  if (from > channel.known || !channel.stream.reaches_back_to(from)) {
    return catch_up_.add({.id = id, .workspace = reader.workspace, .socket = reader.socket, .seq = from});
  }
  if (reader.socket->send(hello_frame(from, false))) channel.stream.follow(id, reader.socket, from);
}

void LiveChannels::caught_up(std::uint64_t id, std::int64_t seq) {
  const auto found = readers_.find(id);
  if (found == readers_.end()) return;
  const Reader& reader = found->second;
  LiveChannel& stream = channels_.at(reader.workspace).stream;
  if (stream.reaches_back_to(seq)) return stream.follow(id, reader.socket, seq);
  catch_up_.add({.id = id, .workspace = reader.workspace, .socket = reader.socket, .seq = seq, .greeted = true});
}

void LiveChannels::remove(std::uint64_t id) {
  catch_up_.remove(id);
  const auto found = readers_.find(id);
  if (found == readers_.end()) return;
  const WorkspaceId workspace = found->second.workspace;
  readers_.erase(found);
  Channel& channel = channels_.at(workspace);
  channel.stream.remove(id);
  if (--channel.readers > 0) return;
  channels_.erase(workspace);
  behind_.erase(workspace);
}

void LiveChannels::announce(WorkspaceId workspace, std::int64_t seq) {
  const auto found = channels_.find(workspace);
  if (found == channels_.end()) return;
  Channel& channel = found->second;
  channel.known = std::max(channel.known, seq);
  if (channel.known > channel.stream.head()) behind_.insert(workspace);
}

bool LiveChannels::read_on() {
  bool all_read = true;
  for (auto at = behind_.begin(); at != behind_.end();) {
    Channel& channel = channels_.at(*at);
    all_read = read_on(*at, channel) && all_read;
    at = channel.known > channel.stream.head() ? std::next(at) : behind_.erase(at);
  }
  return all_read;
}

bool LiveChannels::read_on(WorkspaceId workspace, Channel& channel) {
  auto page = read_live_page(store_, workspace, channel.stream.head());
  if (page) {
    channel.stream.push(page->frames);
    if (page->last) channel.known = channel.stream.head();
    return true;
  }
  if (page.error().reason != "gap") {
    log::warn("live_read_failed", {{"what", page.error().message}});
    return false;
  }
  // So far behind that what is missing is no longer kept: all begin anew, and are told to load afresh.
  channel.stream.close_all(k_try_again, "Too much was missed.");
  const auto range = read_live_range(store_, workspace);
  if (!range) return false;
  channel.stream = LiveChannel{range->newest};
  channel.known = range->newest;
  return true;
}

}  // namespace recado::api
