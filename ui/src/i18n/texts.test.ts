import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import en from './en.json';
import es from './es.json';
import pt from './pt-BR.json';

function flat(texts: object, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(before + key, value);
    else for (const [name, text] of flat(value as object, `${before}${key}.`)) found.set(name, text);
  }
  return found;
}

const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const languages = { es: flat(es), 'pt-BR': flat(pt) };
const english = flat(en);

describe.each(Object.entries(languages))('%s', (_language, texts) => {
  it('has the same texts as English', () => expect([...texts.keys()].sort()).toEqual([...english.keys()].sort()));

  it('names the same variables', () => {
    for (const [key, text] of texts) expect([key, variables(text)]).toEqual([key, variables(english.get(key) ?? '')]);
  });

  it('leaves no text empty', () => expect([...texts.values()].every((text) => text.trim() !== '')).toBe(true));
});

it('every text is used somewhere', () => {
  const source = new URL('../', import.meta.url);
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name, source), 'utf8'))
    .join('\n');
  const used = (key: string) => {
    const name = key.replace(/_(one|other)$/, '').replace(/\.(why|next)$/, '');
    const parts = name.split('.');
    const group = parts.slice(0, -1).join('.');
    const last = parts.at(-1)!;
    if (code.includes(`'${name}'`) || code.includes(`\`${group}.\${`)) return true;
    const stem = last.split('_')[0]!;
    return code.includes(`\`${group}.${stem}_\${`);
  };
  expect([...english.keys()].filter((key) => !used(key))).toEqual([]);
});
