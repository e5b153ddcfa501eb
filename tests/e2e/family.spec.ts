import type { Page } from '@playwright/test';
import { changeTheme, choose, dropText, expect, findInText, noViolations, OPEN_TAB, openMap, test, untilItStays, worlds } from './page';

async function train(page: Page, model: RegExp): Promise<void> {
  await choose(page, 'Model', model);
  await page.getByRole('textbox', { name: 'Dimensions' }).fill('16');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('40');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('training')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: /^Train on/ })).toBeEnabled();
}

/** The step at a place where training does something. */
async function openStep(page: Page, word: string): Promise<void> {
  await page.getByRole('tab', { name: 'Step' }).click();
  await findInText(page, word);
  await untilItStays(page);
}

function number(text: string): number {
  return Number(text.trim().replace('−', '-'));
}

async function dropWorlds(page: Page): Promise<void> {
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
}

test('CBOW with a hierarchical softmax, a fixed window and no mean learns the worlds apart', async ({ page }) => {
  await dropWorlds(page);
  await choose(page, 'Model', /^CBOW/);
  await page.getByText('More settings and the method').click();
  await choose(page, 'Objective', 'hierarchical softmax');
  await choose(page, 'Kind of window', 'fixed');
  await choose(page, 'Remove the mean', 'on');
  await train(page, /^CBOW/);
  await expect(page.getByRole('region', { name: 'Spaces' })).toContainText('objective hierarchical softmax, kind of window fixed, remove the mean on');
  await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId(/^neighbours-cbow-/).getByRole('listitem').first()).toContainText(/captain|harbour|mast|rope|sail|ship|wave/);

  await openStep(page, 'anchor');
  await page.getByRole('button', { name: '2 Window' }).click();
  await expect(page.getByTestId('aim')).toContainText(/shall learn to find the way to the word in the middle, anchor/);
  const contexts = await page.locator('[data-context]').count();
  await page.getByRole('button', { name: '3 Mean' }).click();
  await expect(page.getByTestId('mean').locator('tbody tr')).toHaveCount(contexts);
  await page.getByRole('button', { name: '4 Path' }).click();
  const right = page.getByTestId('path').locator('[data-taken=true]');
  await expect(right.last()).toContainText('anchor');
  const turns = (await right.allTextContents()).map((text) => text.trim()[0]);
  await page.getByRole('button', { name: '5 Loss' }).click();
  const rows = await page.getByTestId('guesses').locator('tbody tr').all();
  const cells = await Promise.all(rows.map(async (row) => (await row.locator('td').allTextContents()).map((text) => number(text))));
  expect(cells.map(([branch]) => String(branch))).toEqual(turns);
  const loss = cells.reduce((sum, row) => sum + row[3], 0);
  const total = number(/Loss in all (\d*\.\d+)/.exec((await page.getByTestId('total').textContent()) ?? '')?.[1] ?? '');
  expect(Math.abs(total - loss)).toBeLessThanOrEqual(0.005 * (cells.length + 1));
  await page.getByRole('button', { name: '6 Move' }).click();
  await expect(page.getByTestId('on-map')).toContainText(/magnified × [\d,]+/);
  await expect(page.getByTestId('output').locator('tbody tr')).toHaveCount(turns.length);
});

test('a misspelled word gets neighbours from its pieces; axe finds nothing in what is said of them', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await dropWorlds(page);
  await train(page, /^Subword/);
  await page.getByRole('combobox', { name: /Find a word/ }).fill('harborur');
  await page.getByRole('option', { name: /by its pieces/ }).click();
  const column = page.getByTestId(/^neighbours-subword-/);
  await expect(column.getByTestId('unseen')).toContainText(/Not in the vocabulary.*<ha/);
  await expect(column.getByRole('listitem').first()).toContainText('harbour');
  await noViolations(page, OPEN_TAB);
  await openStep(page, 'harbour');
  await page.getByRole('button', { name: '3 Pieces' }).click();
  await expect(page.getByTestId('mean')).toContainText('‹har');
  await page.getByRole('button', { name: '4 Negatives' }).click();
  await page.getByTestId('predicted').getByRole('button').last().click();
  await expect(page.getByTestId('negatives').getByRole('listitem')).toHaveCount(5);
  for (const stage of ['3 Pieces', '5 Loss', '6 Move']) {
    await page.getByRole('button', { name: stage }).click();
    await noViolations(page, OPEN_TAB);
  }
  await expect(page.locator('[data-arrows]')).toHaveAttribute('data-arrows', '1');
  await changeTheme(page, 'dark');
  await noViolations(page, OPEN_TAB);
});
