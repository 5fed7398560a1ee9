import { expect, it } from 'vitest';

import { marked_pieces } from './highlight';

const marked = (text: string, words: string) =>
  marked_pieces(text, words)
    .map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    .join('');

it('marks words whatever their accents and capitals', () => {
  expect(marked('El envío llegó a MEDELLÍN', 'envio medellin')).toBe('El [envío] llegó a [MEDELLÍN]');
});

it('marks the beginning of a word, not the middle of one', () => {
  expect(marked('pago y apagón', 'pag')).toBe('[pag]o y apagón');
});

it('shows the piece of a long text around the first word', () => {
  const text = marked(`${'palabra '.repeat(60)}factura del mes`, 'factura');
  expect(text.startsWith('…')).toBe(true);
  expect(text).toContain('[factura] del mes');
});
