import { Mic, Music, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface AudioPlayerProps {
  url: string;
  waveform: readonly number[]; // peaks, 0 to 100
  duration_ms: number | null;
  voice: boolean;
}

const speeds = [1, 1.5, 2];
const bars = 40;

const minutes = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

// As many bars as there is room for; flat where nothing is known of the sound.
function shown_bars(waveform: readonly number[]): number[] {
  return Array.from({ length: bars }, (_, at) => {
    const peak = waveform[Math.floor((at * waveform.length) / bars)];
    return peak === undefined ? 20 : Math.max(8, peak);
  });
}

export function AudioPlayer({ url, waveform, duration_ms, voice }: AudioPlayerProps) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, set_playing] = useState(false);
  const [at, set_at] = useState(0);
  const [length, set_length] = useState((duration_ms ?? 0) / 1000);
  const [speed, set_speed] = useState(1);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);
  const toggle = () => (playing ? audio.current?.pause() : void audio.current?.play().catch(() => undefined));
  const Kind = voice ? Mic : Music;
  return (
    <div className="flex w-72 max-w-full items-center gap-2 py-1">
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- speech without a transcript yet */}
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={() => set_playing(true)}
        onPause={() => set_playing(false)}
        onEnded={() => set_at(0)}
        onTimeUpdate={(event) => set_at(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => Number.isFinite(event.currentTarget.duration) && set_length(event.currentTarget.duration)}
      />
      <button
        type="button"
        aria-label={playing ? t('message.pause') : t('message.play')}
        onClick={toggle}
        className="inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent hover:bg-accent-strong"
      >
        {playing ? <Pause aria-hidden className="size-4" /> : <Play aria-hidden className="ml-0.5 size-4" />}
      </button>
      <div className="min-w-0 flex-1">
        <div className="relative h-8">
          <div aria-hidden className="flex h-full items-center gap-px">
            {shown_bars(waveform).map((peak, bar) => (
              <span
                key={bar}
                style={{ height: `${peak}%` }}
                className={`min-w-0 flex-1 rounded-full ${length && bar / bars < at / length ? 'bg-accent' : 'bg-line-strong/50'}`}
              />
            ))}
          </div>
          <input
            type="range"
            min={0}
            max={length || 1}
            step={0.1}
            value={at}
            aria-label={t('message.position')}
            aria-valuetext={minutes(at)}
            onChange={(event) => {
              if (audio.current) audio.current.currentTime = Number(event.target.value);
              set_at(Number(event.target.value));
            }}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
        </div>
        <p className="tabular flex items-center gap-1 text-2xs text-ink-soft">
          <Kind aria-hidden className="size-3" />
          {minutes(playing || at ? at : length)}
        </p>
      </div>
      <button
        type="button"
        aria-label={t('message.speed', { speed })}
        onClick={() => set_speed(speeds[(speeds.indexOf(speed) + 1) % speeds.length]!)}
        className="tabular h-7 shrink-0 rounded-full bg-pressed px-2 text-2xs font-semibold text-ink-soft hover:text-ink"
      >
        {`${speed}×`}
      </button>
    </div>
  );
}
