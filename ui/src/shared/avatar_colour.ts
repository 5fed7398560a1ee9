// One of eight colours for each contact, always the same one, and the letters on it.
const backgrounds = [
  'bg-avatar-0', 'bg-avatar-1', 'bg-avatar-2', 'bg-avatar-3', 'bg-avatar-4', 'bg-avatar-5', 'bg-avatar-6', 'bg-avatar-7',
];

export function avatar_background(id: string): string {
  let hash = 2166136261;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
  // Numbers differ in a few digits only: mix once more, or neighbours share a colour.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return backgrounds[((hash ^ (hash >>> 15)) >>> 0) % backgrounds.length]!;
}

export function initials(name: string | null): string {
  const words = (name ?? '').split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word][0]!).join('').toLocaleUpperCase();
}
