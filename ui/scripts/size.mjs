// What the first visit of the inbox loads in JavaScript, gzipped: index.html's entry, the inbox route and all they import
// statically, and one language. Fails above the budget of docs and UX (200 kB).
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget_bytes = 200_000;
const dist = new URL('../dist/', import.meta.url);
const manifest_file = new URL('../node_modules/.cache/recado/manifest.json', import.meta.url);
if (!existsSync(manifest_file)) {
  console.error('size: no ui/dist; run npm run build first');
  process.exit(process.env.CI ? 1 : 0);
}
const manifest = JSON.parse(readFileSync(manifest_file, 'utf8'));

const files = new Set(['theme.js']);
const add = (key) => {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`size: ${key} is not in the manifest`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) add(imported);
};
add('index.html');
add('src/inbox/InboxPage.tsx');
add('src/i18n/es.json');

let total = 0;
for (const file of files) {
  if (!file.endsWith('.js')) continue;
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  total += size;
  console.log(`${String(size).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  first load of the inbox, gzipped (budget ${budget_bytes})`);
if (total > budget_bytes) process.exit(1);
