import type { Page } from '@playwright/test';
import { changeTheme, choose, dropText, expect, noViolations, OPEN_TAB, openMap, test, worlds } from './page';

async function train(page: Page, model: RegExp): Promise<void> {
  await choose(page, 'Model', model);
  await page.getByRole('textbox', { name: 'Dimensions' }).fill('16');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('40');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('training')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: /^Train on/ })).toBeEnabled();
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
  await changeTheme(page, 'dark');
  await noViolations(page, OPEN_TAB);
});
