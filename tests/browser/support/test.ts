// What every test starts from: the program, a person at the inbox, customers of its own.

import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test';

import { with_pages_from } from './front';
import { Inbox } from './inbox';
import { owner, type Program, start_program } from './program';
import { Simulator } from './simulator';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Customer {
  id: string;
  name: string;
  phone: string;
}

interface OfWorker {
  program: Program;
  signed_in: State;
}

interface OfTest {
  simulator: Simulator;
  customer: Customer;
  inbox: Inbox;
  another_browser: (address?: string) => Promise<Inbox>;
}

let customers = 0;

export const test = base.extend<OfTest, OfWorker>({
  program: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const program = await start_program();
      const front = process.env.RECADO_UI ? await with_pages_from(process.env.RECADO_UI, program.address) : null;
      await use(front ? { ...program, address: front.address } : program);
      front?.close();
      await program.stop();
    },
    { scope: 'worker' },
  ],
  signed_in: [
    async ({ program, browser }, use) => {
      const context = await browser.newContext();
      const answer = await context.request.post(`${program.address}/v1/session`, { data: { email: owner.email, password: owner.password } });
      expect(answer.status()).toBe(201);
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: 'worker' },
  ],
  simulator: async ({ program }, use) => {
    const simulator = new Simulator(program.simulator);
    await use(simulator);
    await simulator.faults({});
  },
  customer: async ({ simulator }, use) => {
    const number = ++customers;
    const customer = { id: `customer_${number}`, name: `${['Ana', 'João', 'Valentina', 'Mateo'][number % 4]} Prueba ${number}`, phone: `57310${String(1_000_000 + number)}` };
    await simulator.add_customer(customer.id, customer.name, customer.phone);
    await use(customer);
  },
  storageState: async ({ signed_in }, use) => use(signed_in),
  inbox: async ({ page, program }, use) => {
    watch(page);
    const inbox = new Inbox(page, program.address);
    await inbox.open();
    await use(inbox);
    expect(complaints.get(page), 'the page complains about nothing').toEqual([]);
  },
  another_browser: async ({ browser, program, signed_in }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (address = program.address) => {
      const context = await new_context(browser, signed_in);
      contexts.push(context);
      const page = await context.newPage();
      watch(page);
      const inbox = new Inbox(page, address);
      await inbox.open();
      return inbox;
    });
    for (const context of contexts) await context.close();
  },
});

const new_context = (browser: Browser, storageState: State) => browser.newContext({ storageState, locale: 'en-US', viewport: { width: 1440, height: 900 } });

// Errors of a page, and what its content policy refused. Failed requests are the business of the test that cuts the wire.
const complaints = new WeakMap<Page, string[]>();

export function watch(page: Page): void {
  const list: string[] = [];
  complaints.set(page, list);
  page.on('pageerror', (error) => list.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection|net::ERR_/.test(message.text())) list.push(message.text());
  });
}

export const complaints_of = (page: Page): string[] => complaints.get(page) ?? [];

export { expect };
