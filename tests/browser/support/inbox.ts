// A person at the inbox: what they look for and what they do, by the names that a screen reader would tell.
import { expect, type Locator, type Page } from '@playwright/test';

export class Inbox {
  constructor(
    readonly page: Page,
    readonly address: string,
  ) {}

  async open(path = '/inbox'): Promise<void> {
    await this.page.goto(this.address + path);
    await this.is_live();
  }

  connection = (): Locator => this.page.locator('[data-connection]').first();

  async is_live(): Promise<void> {
    await expect(this.connection()).toHaveAttribute('data-connection', 'live', { timeout: 20_000 });
  }

  row = (name: string): Locator => this.page.locator('a[data-conversation]').filter({ hasText: name });

  // Older ones stand below what the list has drawn.
  async open_conversation(name: string): Promise<void> {
    const list = this.page.locator('a[data-conversation]');
    await expect(list.first()).toBeVisible();
    if (!(await this.row(name).count())) await list.last().scrollIntoViewIfNeeded();
    await this.row(name).click();
    await expect(this.thread(name)).toBeVisible();
  }

  thread = (name: string): Locator => this.page.getByRole('region', { name: `Messages with ${name}` });

  bubble = (text: string): Locator => this.page.locator('[data-message]').filter({ hasText: text });

  ticks = (text: string): Locator => this.bubble(text).locator('[data-status]');

  composer = (name: string): Locator => this.page.getByRole('textbox', { name: `Reply to ${name}` });

  async reply(name: string, text: string): Promise<void> {
    await this.composer(name).fill(text);
    await this.composer(name).press('Enter');
  }

  // The texts of the thread from top to bottom, as they stand on the screen.
  texts = async (): Promise<string[]> => {
    const found = await this.page.locator('[data-message]').evaluateAll((nodes) =>
      nodes.map((node) => ({ top: node.getBoundingClientRect().top, text: node.querySelector('p')?.textContent ?? '' })),
    );
    return found.sort((a, b) => a.top - b.top).map((each) => each.text);
  };
}

// The phone on the screen that plays the customer.
export class Phone {
  constructor(readonly page: Page) {}

  async choose(name: string): Promise<void> {
    const person = this.page.getByRole('region', { name: 'Customers' }).getByRole('button', { name });
    await person.click();
    await expect(person).toHaveAttribute('aria-pressed', 'true');
    await expect(this.page.getByRole('log', { name: `Messages on the phone of ${name}` })).toBeVisible();
  }

  async write(name: string, text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: `Write as ${name}` });
    await field.fill(text);
    await field.press('Enter');
  }

  message = (text: string): Locator => this.page.locator('[data-phone-message]').filter({ hasText: text });
}
