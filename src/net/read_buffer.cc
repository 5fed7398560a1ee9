#include "net/read_buffer.h"

#include <cstring>
#include <utility>

namespace recado::net {

std::unique_ptr<char[]> ReadBufferPool::take() {
  if (free_.empty()) return std::make_unique_for_overwrite<char[]>(size_);
  auto memory = std::move(free_.back());
  free_.pop_back();
  return memory;
}

void ReadBufferPool::give_back(std::unique_ptr<char[]> memory) {
  if (free_.size() < k_kept) free_.push_back(std::move(memory));
}

void ReadBuffer::consume(std::size_t count) {
  begin_ += count;
  if (begin_ == end_) begin_ = end_ = 0;
}

std::span<char> ReadBuffer::room() {
  if (!memory_) memory_ = pool_.take();
  if (end_ == pool_.size() && begin_ > 0) {
    std::memmove(memory_.get(), memory_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  return {memory_.get() + end_, pool_.size() - end_};
}

void ReadBuffer::release_when_empty() {
  if (empty() && memory_) pool_.give_back(std::move(memory_));
}

void ReadBuffer::clear() {
  begin_ = end_ = 0;
  release_when_empty();
}

}  // namespace recado::net
