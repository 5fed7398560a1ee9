// The waveform of a voice: how loud it is in each of 64 equal parts, however long it turns out to be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recado::media {

class Peaks {
 public:
  // 16-bit samples, little end first, as they come.
  void put(std::string_view bytes);
  std::int64_t samples() const { return samples_; }
  // 64 bytes from 0 to 100, the loudest part being 100; empty without samples.
  std::string waveform() const;

 private:
  void put(int sample);

  std::vector<int> parts_;
  std::int64_t samples_ = 0;
  std::int64_t in_part_ = 0;
  std::int64_t part_samples_ = 100;  // doubled when there are too many parts
  std::string odd_;                  // half a sample
};

}  // namespace recado::media
