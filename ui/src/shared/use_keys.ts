// Keys that work anywhere on a screen, unless somebody is writing or a layer is open.
import { useEffect, useRef } from 'react';

import { is_layer_wanted } from './layers';
import { read_local, write_local } from './local';

const off_key = 'keys_off';

// Keys that are single letters can be switched off, for people whose voice or hand strikes them by accident.
export const are_keys_on = (): boolean => read_local(off_key) === null;
export const switch_keys = (on: boolean): void => write_local(off_key, on ? null : 'yes');

export type Keys = Record<string, (event: KeyboardEvent) => void>;

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const layer_open = (): boolean => is_layer_wanted() || document.querySelector('[role="dialog"], [role="menu"]') !== null;

export function use_keys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const on_key = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (writing(event.target) || layer_open() || !are_keys_on()) return;
      const action = latest.current[event.key];
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    addEventListener('keydown', on_key);
    return () => removeEventListener('keydown', on_key);
  }, []);
}
