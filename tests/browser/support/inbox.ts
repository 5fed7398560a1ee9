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

  // The row of a conversation that may stand below what the list has drawn: scrolls down to it, from the top again after
  // the end.
  async find_row(name: string): Promise<Locator> {
    const row = this.row(name);
    await expect(async () => {
      const found = await row.waitFor({ timeout: 1_000 }).then(() => true, () => false);
      if (!found) await this.page.getByRole('list', { name: 'Conversations', exact: true }).evaluate(scroll_on, undefined, { timeout: 1_000 });
      expect(found, `a row of ${name}`).toBe(true);
    }).toPass({ timeout: 20_000, intervals: [0] });
    return row;
  }

  async open_conversation(name: string): Promise<void> {
    await (await this.find_row(name)).click();
    await expect(this.thread(name)).toBeVisible();
  }

  thread = (name: string): Locator => this.page.getByRole('region', { name: `Messages with ${name}` });

  bubble = (text: string): Locator => this.page.locator('[data-message]').filter({ hasText: text });

  of_type = (type: string): Locator => this.page.locator(`[data-message][data-type="${type}"]`);

  // The dialog of something to send beside text.
  async attach(name: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Attach' }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
    return this.page.getByRole('dialog', { name, exact: true });
  }

  async attach_file(name: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const chosen = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Attach' }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
    await (await chosen).setFiles(file);
  }

  // A picture is there once its bytes are.
  async drawn(picture: Locator): Promise<void> {
    const width = () => picture.evaluate((node: HTMLImageElement) => node.naturalWidth, undefined, { timeout: 1_000 }).catch(() => 0);
    await expect.poll(width, { timeout: 30_000 }).toBeGreaterThan(0);
  }

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

export const send = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Send', exact: true }).click();

function scroll_on(list: HTMLElement | SVGElement): void {
  const box = list.parentElement!;
  const at_end = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
  box.scrollTo({ top: at_end ? 0 : box.scrollTop + box.clientHeight });
}

// The phone on the screen that plays the customer.
export class Phone {
  constructor(readonly page: Page) {}

  // By the name that the number has in the sandbox.
  async choose_number(name: string): Promise<void> {
    const number = this.page.getByRole('group', { name: 'Number that the customer writes to' }).getByRole('button', { name, exact: true });
    await number.click();
    await expect(number).toHaveAttribute('aria-pressed', 'true');
  }

  // Anything but text.
  async play(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Send something else than text' }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

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

  received = (type: string): Locator => this.page.locator(`[data-phone-message="from_business"][data-type="${type}"]`);

  message = (text: string): Locator => this.page.locator('[data-phone-message]').filter({ hasText: text });
}
