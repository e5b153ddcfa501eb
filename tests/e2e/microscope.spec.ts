import type { Page } from '@playwright/test';
import { changeTheme, dropText, expect, findInText, noViolations, OPEN_TAB, openMap, test, untilItStays, worlds } from './page';

const STAGES = ['1 Coin', '2 Window', '3 Negatives', '4 Loss', '5 Move'];

/** A small space trained on the page, with the Step tab open. */
async function openStep(page: Page): Promise<void> {
  const phone = page.viewportSize()?.width === 390;
  await openMap(page);
  if (phone) await page.getByRole('tab', { name: 'Text' }).click();
  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  if (phone) await page.getByRole('tab', { name: 'Train' }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill('20');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', '25', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Step' }).click();
}

/** Numbers of the table of pairs, a row a context word, as they are shown. */
async function cells(page: Page, quantity: string): Promise<number[][]> {
  await page.getByRole('button', { name: quantity, exact: true }).click();
  const rows = await page.getByTestId('pairs').locator('tbody tr').all();
  return Promise.all(rows.map(async (row) => (await row.locator('td').allTextContents()).map(number)));
}

function number(text: string): number {
  return Number(text.trim().replace('−', '-'));
}

test('walks through one step: the numbers belong together, the map shows the moves, any word can be chosen', async ({ page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openStep(page);
  await findInText(page, 'anchor');
  await expect(page.getByTestId('place')).toContainText('1 of');
  await page.getByRole('button', { name: 'Next occurrence' }).click();
  await expect(page.getByTestId('place')).toContainText('2 of');
  await page.getByTestId('place').click();
  await expect(page.getByRole('list', { name: 'Occurrences of anchor' }).getByRole('button')).toHaveCount(5);
  await page.getByTestId('place').click();

  await expect(page.getByTestId('verdict')).toContainText('anchor stays with probability');
  const others = page.getByTestId('sentence').getByRole('button', { name: /^and,/ });
  await expect(others.first()).toBeVisible();
  await untilItStays(page);
  await page.getByRole('button', { name: 'Next: window' }).click();

  const window = page.getByTestId('window').getByRole('listitem');
  await expect(window.filter({ hasText: 'center' })).toContainText('anchor');
  const contexts = await page.locator('[data-context]').count();
  await page.getByRole('button', { name: 'Next: negatives' }).click();

  const draws = page.getByTestId('negatives').getByRole('listitem');
  await expect(draws).toHaveCount(5);
  const rejected = await draws.filter({ hasText: 'left out' }).count();
  await page.getByRole('button', { name: 'Next: loss' }).click();
  const rate = page.getByRole('textbox', { name: 'Learning rate' }).last();

  const [dots, beliefs, losses, pulls] = [await cells(page, 'Dot'), await cells(page, 'Belief'), await cells(page, 'Loss'), await cells(page, 'Pull')];
  expect(dots.length).toBe(contexts);
  expect(dots[0].length).toBe(6 - rejected);
  const alpha = number(await rate.inputValue());
  let sum = 0;
  for (const [i, row] of dots.entries()) {
    for (const [k, x] of row.entries()) {
      const belief = 1 / (1 + Math.exp(-x));
      const truth = k === 0 ? 1 : 0;
      expect(Math.abs(beliefs[i][k] - belief)).toBeLessThan(0.0075);
      expect(Math.abs(losses[i][k] + Math.log(truth === 1 ? belief : 1 - belief))).toBeLessThan(0.0125);
      expect(Math.abs(pulls[i][k] - alpha * (truth - belief))).toBeLessThan(0.0015);
      sum += losses[i][k];
    }
  }
  const [total, , after] = ((await page.getByTestId('total').textContent()) ?? '').match(/\d*\.\d+/g)?.map(Number) ?? [];
  expect(Math.abs(total - sum)).toBeLessThanOrEqual(0.005 * (dots.length * dots[0].length + 1));
  expect(after).toBeLessThan(total);
  await page.getByRole('button', { name: 'Next: move' }).click();

  await expect(page.getByTestId('on-map')).toContainText(/magnified × [\d,]+/);
  const moved = await page.getByTestId('word').locator('tbody tr').count();
  await expect(page.locator('[data-arrows]')).toHaveAttribute('data-arrows', String(moved));
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.locator('[data-arrows]')).toHaveAttribute('data-arrows', '0');

  for (const theme of ['light', 'dark'] as const) {
    await changeTheme(page, theme);
    for (const stage of STAGES) {
      await page.getByRole('button', { name: stage }).click();
      await page.getByText('Formula and source').click();
      await noViolations(page, OPEN_TAB);
    }
  }

  const first = page.getByTestId('word').locator('tbody tr').first().locator('td').first();
  const before = number((await first.textContent()) ?? '');
  await rate.fill(String(alpha / 10));
  await expect.poll(async () => number((await first.textContent()) ?? '') / before).toBeLessThan(0.5);
  await page.getByRole('textbox', { name: 'Word to find in the text' }).fill('breadd');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'breadd' })).toContainText('bread');
  await page.getByRole('button', { name: 'Anywhere' }).click();
  await page.getByRole('button', { name: '1 Coin' }).click();
  await page.getByTestId('sentence').getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sentence').getByRole('button').first()).toHaveAttribute('aria-current', 'true');
});

test('on a phone the moves of a fresh training are drawn too, and everything stays inside the screen', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await openStep(page);
  await findInText(page, 'ship');
  await untilItStays(page);
  await page.getByRole('button', { name: '5 Move' }).click();
  await expect(page.getByTestId('on-map')).toContainText(/magnified × [\d,]+/);
  const moved = await page.getByTestId('word').locator('tbody tr').count();
  expect(moved).toBeGreaterThan(0);
  await expect(page.locator('[data-arrows]')).toHaveAttribute('data-arrows', String(moved));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('says what to do where there is nothing to look at', async ({ page }) => {
  await openMap(page, '/?ask=step&space=glove');
  await expect(page.getByRole('tabpanel', { name: 'Step' })).toContainText('Choose such a space under Spaces');
});
