// The simulator program with one business number and two customers, and the business's webhook receiver.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const binary = process.env.RECADO_BIN ?? fileURLToPath(new URL('../../build/release/recado', import.meta.url));

export const number = '106540352242922';
export const account = '102290129340398';
export const token = 'EAAtoken';
export const secret = '0123456789abcdef0123456789abcdef';
export const verifyToken = 'a secret word';
export const ana = '16505551234';
export const sofia = 'MX.30000000103';

class Receiver {
  deliveries = [];
  #waiting = new Set();

  async listen() {
    this.server = createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        response.end();
        this.deliveries.push({
          method: request.method,
          headers: request.headers,
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        for (const look of this.#waiting) look();
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}/webhook`;
  }

  // The first delivery for which `wanted(body)` holds.
  delivery(wanted) {
    return this.anyDelivery((each) => each.headers['content-type'] === 'application/json' && wanted(JSON.parse(each.raw)));
  }

  // Of any form: `wanted` gets method, headers and raw body.
  anyDelivery(wanted) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error('the webhook did not come'));
      }, 10_000);
      const look = () => {
        const found = this.deliveries.find(wanted);
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}

export const value = (body) => body.entry[0].changes[0].value;
export const isMessage = (body) => value(body).messages !== undefined;
export const isStatus = (status, id) => (body) =>
  value(body).statuses?.[0].status === status && (id === undefined || value(body).statuses[0].id === id);

// provider 'kapso': the number is behind Kapso's proxy, and its webhooks are Kapso's.
export async function startSimulator({ provider = 'meta' } = {}) {
  const program = spawn(binary, ['simulate', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const failed = once(program, 'error').then(([error]) => Promise.reject(error));
  const [line] = await Promise.race([once(createInterface(program.stdout), 'line'), failed]);
  const url = JSON.parse(line).simulator;
  const receiver = new Receiver();
  await receiver.listen();

  const control = async (method, path, body) => {
    const response = await fetch(`${url}/control${path}`, { method, body: body && JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  await control('PUT', `/numbers/${number}`, {
    provider, account_id: account, phone: '15550783881', display_name: 'Café', access_token: token, app_secret: secret,
    verify_token: verifyToken, webhook_url: receiver.url,
  });
  await control('PUT', '/customers/ana', { name: 'Ana Gómez 🌟', phone: ana, user_id: 'US.134', username: 'ana.g' });
  await control('PUT', '/customers/sofia', { name: 'Sofía', user_id: sofia, username: 'sofia' });

  return {
    url,
    receiver,
    control,
    writes: async (customer, message) => {
      const body = typeof message === 'string' ? { type: 'text', text: message } : message;
      return (await control('POST', `/customers/${customer}/messages`, { number_id: number, ...body })).message_ids[0];
    },
    lastMessage: async (customer) =>
      (await control('GET', `/customers/${customer}/thread?number_id=${number}`)).messages.at(-1),
    stop: async () => {
      receiver.server.close();
      receiver.server.closeAllConnections();
      program.kill('SIGTERM');
      const [status] = await once(program, 'exit');
      if (status !== 0) throw new Error(`the simulator ended with ${status}`);
    },
  };
}
