// For work on the pages alone: with RECADO_UI=path/to/dist they are served from that folder, everything else by the
// program, so that a change of a page needs no new program.
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request as ask, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { extname, join } from 'node:path';

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html' };

function send_file(response: ServerResponse, folder: string, path: string, policy: string): void {
  const name = extname(path) && existsSync(join(folder, path)) ? path : '/index.html';
  const compressed = existsSync(join(folder, `${name}.gz`));
  response.writeHead(200, {
    'content-type': types[extname(name)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    ...(compressed && { 'content-encoding': 'gzip' }),
  });
  response.end(readFileSync(join(folder, compressed ? `${name}.gz` : name)));
}

export async function with_pages_from(folder: string, program: string): Promise<{ address: string; close: () => void }> {
  const policy = (await fetch(program)).headers.get('content-security-policy') ?? '';
  const { hostname, port } = new URL(program);
  const front = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    if (!path.startsWith('/v1/')) return send_file(response, folder, path, policy);
    const { method, headers, url } = request;
    const passed = ask({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
  front.on('upgrade', (request, near, head) => {
    const far = connect(Number(port), hostname);
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let at = 0; at < request.rawHeaders.length; at += 2) lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
    far.write(`${lines.join('\r\n')}\r\n\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  return { address: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, close: () => void front.close() };
}
