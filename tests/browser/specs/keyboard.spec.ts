import { expect, test } from '../support/test';

test('the inbox is worked by keys alone', async ({ inbox, customer, simulator }) => {
  const { page } = inbox;
  await simulator.write(customer.id, 'Hola');
  await expect(inbox.row(customer.name)).toBeVisible();
  await page.keyboard.press('j');
  await expect(inbox.row(customer.name)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(inbox.row(customer.name)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(inbox.thread(customer.name)).toBeVisible();

  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: 'Assigned to You' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(inbox.composer(customer.name)).toBeFocused();
  await page.keyboard.type('a e j k ?');
  await page.keyboard.press('Enter');
  await expect(inbox.bubble('a e j k ?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inbox.row(customer.name)).toBeFocused();

  await page.keyboard.press('e');
  await expect(page.getByText('Conversation closed').first()).toBeVisible();
  await expect(inbox.row(customer.name)).toHaveCount(0);
  await page.keyboard.press('e');
  await expect(inbox.row(customer.name)).toHaveCount(1);
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Search messages' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the command menu finds and does', async ({ inbox, customer, simulator }) => {
  const { page } = inbox;
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command menu' })).toBeFocused();
  await page.keyboard.type('nothing of the kind');
  await expect(page.getByText('Nothing of that name')).toBeVisible();
  await page.getByRole('combobox').fill('me assign');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Assigned to You' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command menu' })).toBeFocused();
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command menu' })).toBeFocused();
  await page.keyboard.type('theme system');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command menu' })).toBeFocused();
  await page.keyboard.type('sandbox');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sandbox' })).toBeVisible();
});

test('menus open, move and close by keys, and give the focus back', async ({ inbox }) => {
  const { page } = inbox;
  const filters = page.getByRole('button', { name: /^Filters/ });
  await filters.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  // The menu is fetched when it is first opened: the first key may come before it has its focus.
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(page.locator(':focus')).toContainText('Waiting longest', { timeout: 300 });
  }).toPass({ timeout: 10_000 });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=waiting/);
  await expect(filters).toBeFocused();
  await expect(filters).toHaveAccessibleName('Filters, 1 active');
});

test('the language is the person’s choice and follows them to another browser', async ({ inbox, another_browser }) => {
  const choose = async (name: string) => {
    await inbox.page.getByRole('button', { name: /Lucía Herrera/ }).click();
    await inbox.page.getByRole('menuitemradio', { name }).click();
  };
  await choose('Español');
  await expect(inbox.page.getByRole('heading', { name: 'Bandeja' })).toBeVisible();
  const other = await another_browser();
  await expect(other.page.getByRole('heading', { name: 'Bandeja' })).toBeVisible();
  await choose('Português (Brasil)');
  await expect(inbox.page.getByRole('heading', { name: 'Caixa de entrada' })).toBeVisible();
  await choose('English');
  await expect(inbox.page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await choose('As the browser');
});

test('single letters do nothing once they are switched off', async ({ inbox, customer, simulator }) => {
  const { page } = inbox;
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Use single-letter shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command menu' })).toBeFocused();
  await page.keyboard.type('shortcuts');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Conversation closed')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Use single-letter shortcuts' }).check();
});
