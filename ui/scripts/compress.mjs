// Writes .br and .gz beside every text file of dist, so that the server sends them as they are.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const worth_compressing_bytes = 1024;

// Vite's list of chunks is for scripts/size.mjs, not for the world.
const cache = new URL('../node_modules/.cache/recado/', import.meta.url).pathname;
mkdirSync(cache, { recursive: true });
renameSync(join(dist, '.vite/manifest.json'), join(cache, 'manifest.json'));
rmSync(join(dist, '.vite'), { recursive: true, force: true });
for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(js|css|html|svg|json)$/.test(name)) continue;
  const raw = readFileSync(join(dist, name));
  if (raw.length < worth_compressing_bytes) continue;
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } };
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(raw, brotli));
  writeFileSync(join(dist, `${name}.gz`), gzipSync(raw, { level: 9 }));
}
