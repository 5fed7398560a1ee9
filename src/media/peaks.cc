#include "media/peaks.h"

#include <algorithm>
#include <cstdlib>

#include "domain/media_file.h"

namespace recado::media {

void Peaks::put(std::string_view bytes) {
  while (!bytes.empty()) {
    odd_ += bytes.front();
    bytes.remove_prefix(1);
    if (odd_.size() < 2) continue;
    const auto low = static_cast<unsigned char>(odd_[0]);
    const auto high = static_cast<unsigned char>(odd_[1]);
    put(static_cast<std::int16_t>(low | high << 8));
    odd_.clear();
  }
}

void Peaks::put(int sample) {
  constexpr std::size_t k_most_parts = 4096;
  if (in_part_ == 0) {
    if (parts_.size() == k_most_parts) {
      for (std::size_t i = 0; i < k_most_parts / 2; ++i) parts_[i] = std::max(parts_[2 * i], parts_[2 * i + 1]);
      parts_.resize(k_most_parts / 2);
      part_samples_ *= 2;
    }
    parts_.push_back(0);
  }
  parts_.back() = std::max(parts_.back(), std::abs(sample));
  ++samples_;
  if (++in_part_ == part_samples_) in_part_ = 0;
}

std::string Peaks::waveform() const {
  if (parts_.empty()) return {};
  const int loudest = std::max(std::ranges::max(parts_), 1);
  std::string wave(k_waveform_peaks, '\0');
  for (std::size_t i = 0; i < k_waveform_peaks; ++i) {
    const std::size_t first = i * parts_.size() / k_waveform_peaks;
    const std::size_t last = std::max((i + 1) * parts_.size() / k_waveform_peaks, first + 1);
    int peak = 0;
    for (std::size_t part = first; part < last; ++part) peak = std::max(peak, parts_[part]);
    wave[i] = static_cast<char>(peak * 100 / loudest);
  }
  return wave;
}

}  // namespace recado::media
