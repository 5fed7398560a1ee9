// Small choices kept on this device.
export function read_local(key: string): string | null {
  try {
    return localStorage.getItem(`recado.${key}`);
  } catch {
    return null;
  }
}

export function write_local(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`recado.${key}`);
    else localStorage.setItem(`recado.${key}`, value);
  } catch {
    // storage forbidden: the choice lasts as long as the page
  }
}
