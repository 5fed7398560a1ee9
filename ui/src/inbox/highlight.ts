// Where the words of a search occur in a text, accents and capitals aside, and the piece of the text around the first.
import { plain } from '@/shared/plain';

export interface Piece {
  text: string;
  marked: boolean;
}

const before_first = 28;
const longest = 160;

interface Span {
  from: number;
  to: number;
}

// The plain form of a text, and for each of its characters where it came from.
function folded(text: string): { plain_text: string; origin: number[] } {
  let plain_text = '';
  const origin: number[] = [];
  for (let at = 0; at < text.length; at++) {
    for (const char of plain(text[at]!)) {
      plain_text += char;
      origin.push(at);
    }
  }
  origin.push(text.length);
  return { plain_text, origin };
}

function spans_of(text: string, words: string[]): Span[] {
  const { plain_text, origin } = folded(text);
  const spans: Span[] = [];
  for (const word of words) {
    for (let at = plain_text.indexOf(word); at >= 0; at = plain_text.indexOf(word, at + word.length)) {
      const starts_word = at === 0 || !/[\p{L}\p{N}]/u.test(plain_text[at - 1]!);
      if (starts_word) spans.push({ from: origin[at]!, to: origin[at + word.length]! });
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

export function marked_pieces(text: string, search: string): Piece[] {
  const words = plain(search).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const spans = spans_of(text, words);
  const start = Math.max(0, (spans[0]?.from ?? 0) - before_first);
  const end = Math.min(text.length, start + longest);
  const pieces: Piece[] = [];
  let at = start;
  const add = (to: number, marked: boolean) => {
    if (to > at) pieces.push({ text: text.slice(at, to), marked });
    at = Math.max(at, to);
  };
  for (const span of spans) {
    if (span.from >= end) break;
    add(span.from, false);
    add(Math.min(span.to, end), true);
  }
  add(end, false);
  if (start > 0 && pieces[0]) pieces[0] = { ...pieces[0], text: `…${pieces[0].text}` };
  if (end < text.length) pieces.push({ text: '…', marked: false });
  return pieces;
}
