import { Inbox } from '../support/inbox';
import { owner } from '../support/program';
import { complaints_of, expect, test, watch } from '../support/test';

test.use({ storageState: async ({}, use) => use({ cookies: [], origins: [] }) });

test('signing in says what is wrong, leads to where the person wanted to go, and out again', async ({ page, program }) => {
  watch(page);
  await page.goto(`${program.address}/sandbox`);
  await expect(page).toHaveURL(/sign-in/);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter an e-mail address')).toBeVisible();
  await expect(page.getByText('Enter your password')).toBeVisible();
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not match');
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sandbox/);
  await page.getByRole('button', { name: /Lucía Herrera/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto(`${program.address}/inbox`);
  await expect(page).toHaveURL(/sign-in/);
  expect(complaints_of(page)).toEqual([]);
});

test('too many tries are told, with the time to wait', async ({ page, program }) => {
  await page.goto(`${program.address}/sign-in`);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  const alert = page.getByRole('alert');
  await expect(async () => {
    const answer = page.waitForResponse('**/v1/session');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answer;
    await expect(alert).toContainText('Too many tries', { timeout: 300 });
  }).toPass({ timeout: 30_000 });
  await expect(alert).toContainText(/Wait \d+ minutes? and try again/);
});

test('the language is chosen before signing in', async ({ page, program }) => {
  await page.goto(`${program.address}/sign-in`);
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('button', { name: 'Entrar' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('button', { name: 'Português (Brasil)' }).click();
  await expect(page.getByLabel('Senha', { exact: true })).toBeVisible();
});

test('a session that ends in one tab ends in the other, and what was being written is kept', async ({ page, context, program, simulator, customer }) => {
  await simulator.write(customer.id, 'Hola');
  await context.request.post(`${program.address}/v1/session`, { data: { email: owner.email, password: owner.password } });
  const inbox = new Inbox(page, program.address);
  await inbox.open();
  await inbox.open_conversation(customer.name);
  await inbox.composer(customer.name).fill('A medio escribir');
  const answer = await context.request.delete(`${program.address}/v1/session`, { headers: { origin: program.address } });
  expect(answer.status()).toBe(204);
  // The person comes back to this tab.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(page).toHaveURL(/sign-in/, { timeout: 20_000 });
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
  await inbox.open_conversation(customer.name);
  await expect(inbox.composer(customer.name)).toHaveValue('A medio escribir');
});
