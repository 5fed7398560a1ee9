// The realtime stream: opens /v1/live from the last event seen, comes back by itself when it breaks, and says how it fares.
import type { LiveEvent, LiveHello } from './types';

export type Connectivity = 'live' | 'reconnecting' | 'offline';

export interface LiveListener {
  last_seq(): number;
  is_missing_events(): boolean; // an event came, but one before it did not
  on_event(event: LiveEvent): void;
  on_reset(seq: number): void;
  on_connectivity(state: Connectivity): void;
  newest_seq(): Promise<number>; // asks the server over HTTP; throws when it cannot be reached
}

const first_delay_ms = 400;
const longest_delay_ms = 15_000;
const opening_patience_ms = 8_000;
const gap_patience_ms = 1_500;
const quiet_before_probe_ms = 20_000;
const watch_every_ms = 2_500;

export class LiveStream {
  private socket: WebSocket | null = null;
  private greeted = false;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private opened_at = 0;
  private last_frame_at = 0;
  private gap_since = 0;
  private probing = false;

  constructor(private readonly listener: LiveListener) {}

  start(): void {
    addEventListener('online', this.now);
    addEventListener('offline', this.gone);
    document.addEventListener('visibilitychange', this.seen);
    addEventListener('pageshow', this.seen);
    this.watch = setInterval(() => void this.look(), watch_every_ms);
    this.listener.on_connectivity(navigator.onLine ? 'reconnecting' : 'offline');
    if (navigator.onLine) this.open();
  }

  stop(): void {
    removeEventListener('online', this.now);
    removeEventListener('offline', this.gone);
    document.removeEventListener('visibilitychange', this.seen);
    removeEventListener('pageshow', this.seen);
    clearInterval(this.watch);
    this.drop();
  }

  private open(): void {
    this.drop();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/v1/live?since=${this.listener.last_seq()}`);
    this.socket = socket;
    this.opened_at = this.last_frame_at = Date.now();
    socket.onmessage = (message) => {
      if (socket === this.socket) this.take(JSON.parse(String(message.data)) as LiveHello | LiveEvent);
    };
    socket.onclose = () => {
      if (socket === this.socket) this.lost();
    };
  }

  private take(frame: LiveHello | LiveEvent): void {
    this.last_frame_at = Date.now();
    if (frame.type === 'hello') {
      this.greeted = true;
      this.attempt = 0;
      if (frame.reset) this.listener.on_reset(frame.seq);
      this.listener.on_connectivity('live');
      return;
    }
    this.listener.on_event(frame);
    this.gap_since = this.listener.is_missing_events() ? this.gap_since || Date.now() : 0;
  }

  private lost(): void {
    const never_greeted = !this.greeted;
    this.drop();
    if (!navigator.onLine) return this.listener.on_connectivity('offline');
    this.listener.on_connectivity('reconnecting');
    // A socket that is refused does not say why: the server says over HTTP, for one that the session is over.
    if (never_greeted && this.attempt > 0) this.listener.newest_seq().catch(() => undefined);
    const ceiling = Math.min(longest_delay_ms, first_delay_ms * 2 ** this.attempt++);
    this.retry = setTimeout(() => this.open(), ceiling * (0.5 + Math.random() / 2));
  }

  private drop(): void {
    clearTimeout(this.retry);
    const socket = this.socket;
    this.socket = null;
    this.greeted = false;
    this.gap_since = 0;
    socket?.close();
  }

  private readonly now = () => {
    this.attempt = 0;
    this.listener.on_connectivity('reconnecting');
    this.open();
  };

  private readonly gone = () => {
    this.drop();
    this.listener.on_connectivity('offline');
  };

  private readonly seen = () => {
    if (document.visibilityState !== 'visible' || !navigator.onLine) return;
    if (!this.socket) this.now();
    else void this.probe();
  };

  private async look(): Promise<void> {
    if (!this.socket) return;
    const time = Date.now();
    if (!this.greeted && time - this.opened_at > opening_patience_ms) return this.lost();
    if (this.gap_since && time - this.gap_since > gap_patience_ms) return this.now();
    if (this.greeted && time - this.last_frame_at > quiet_before_probe_ms) await this.probe();
  }

  // A socket can be dead without either side knowing. The server's newest number tells: unreachable, or ahead of us.
  private async probe(): Promise<void> {
    if (this.probing) return;
    this.probing = true;
    const socket = this.socket;
    try {
      const newest = await this.listener.newest_seq();
      this.last_frame_at = Date.now();
      if (newest > this.listener.last_seq()) {
        await new Promise((resolve) => setTimeout(resolve, gap_patience_ms));
        if (socket === this.socket && newest > this.listener.last_seq()) this.now();
      }
    } catch {
      if (socket === this.socket && socket) this.lost();
    } finally {
      this.probing = false;
    }
  }
}
