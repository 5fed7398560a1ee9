// The real program: made in an empty folder, started on free ports, stopped when the tests are over.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const binary = process.env.RECADO_BIN ?? fileURLToPath(new URL('../../../build/release/recado', import.meta.url));

export const owner = { name: 'Lucía Herrera', email: 'lucia@example.com', password: 'a long enough password' };

export interface Program {
  address: string; // of the pages and the API
  simulator: string; // of the simulator's control API
  stop(): Promise<void>;
}

export async function start_program(): Promise<Program> {
  const data = mkdtempSync(join(tmpdir(), 'recado-browser-'));
  const who = ['--email', owner.email, '--workspace-name', 'Tienda Aurora', '--owner-name', owner.name];
  execFileSync(binary, ['init', '--data', data, ...who, '--password-stdin'], { input: `${owner.password}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
  const child = spawn(binary, ['serve', '--data', data, '--sandbox', '--port', '0', '--log-level', 'warn'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await ready_line(child);
  return {
    ...ready,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function ready_line(child: ChildProcess): Promise<{ address: string; simulator: string }> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the program ended before it was ready');
  });
  const line = once(createInterface({ input: child.stdout! }), 'line').then(([text]) => JSON.parse(String(text)) as { address: string; simulator: string });
  const ready = await Promise.race([line, ended]);
  ended.catch(() => undefined);
  return ready;
}
