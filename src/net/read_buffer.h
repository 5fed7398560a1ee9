// Bytes that have arrived and are not understood yet. A connection borrows the memory from its loop's pool only while
// there are such bytes: an idle connection holds none.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace recado::net {

class ReadBufferPool {
 public:
  // Room for a whole head of a request, and for one byte too many, which tells that it is too large.
  explicit ReadBufferPool(std::size_t header_bytes) : size_(header_bytes + 1 < k_least ? k_least : header_bytes + 1) {}

  std::size_t size() const { return size_; }
  std::unique_ptr<char[]> take();
  void give_back(std::unique_ptr<char[]> memory);

 private:
  static constexpr std::size_t k_least = 4096;
  static constexpr std::size_t k_kept = 64;

  std::size_t size_;
  std::vector<std::unique_ptr<char[]>> free_;
};

class ReadBuffer {
 public:
  explicit ReadBuffer(ReadBufferPool& pool) : pool_(pool) {}
  ReadBuffer(const ReadBuffer&) = delete;
  ReadBuffer& operator=(const ReadBuffer&) = delete;

  std::string_view bytes() const { return {memory_.get() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }
  void consume(std::size_t count);
  // Where to read to; empty when the buffer is full.
  std::span<char> room();
  void filled(std::size_t count) { end_ += count; }
  void release_when_empty();
  void clear();

 private:
  ReadBufferPool& pool_;
  std::unique_ptr<char[]> memory_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace recado::net
