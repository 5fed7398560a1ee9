// Phone numbers as people read them. Only for the eye: nothing is matched or sent by this form.
const two_digit_codes = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(' '),
);

// How the national part is grouped, by country code and length.
const groups: Record<string, number[]> = {
  '1:10': [3, 3, 4],
  '34:9': [3, 3, 3],
  '44:10': [4, 6],
  '51:9': [3, 3, 3],
  '52:10': [2, 4, 4],
  '52:11': [1, 2, 4, 4],
  '54:10': [2, 4, 4],
  '54:11': [1, 2, 4, 4],
  '55:10': [2, 4, 4],
  '55:11': [2, 5, 4],
  '56:9': [1, 4, 4],
  '57:10': [3, 3, 4],
  '58:10': [3, 3, 4],
};

function country_code(digits: string): string {
  if (digits.startsWith('1') || digits.startsWith('7')) return digits.slice(0, 1);
  const two = digits.slice(0, 2);
  return two_digit_codes.has(two) ? two : digits.slice(0, 3);
}

function cut(digits: string, sizes: number[]): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const size of sizes) parts.push(digits.slice(at, (at += size)));
  return parts;
}

function even_groups(length: number): number[] {
  const sizes: number[] = [];
  let left = length;
  while (left > 4) {
    sizes.push(3);
    left -= 3;
  }
  return left ? [...sizes, left] : sizes;
}

export function readable_phone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 7) return phone;
  const code = country_code(digits);
  const national = digits.slice(code.length);
  const sizes = groups[`${code}:${national.length}`] ?? even_groups(national.length);
  return [`+${code}`, ...cut(national, sizes)].join('\u00a0');
}
