import type { Page } from '@playwright/test';
import { changeTheme, choose, dropText, expect, noViolations, OPEN_TAB, openMap, test, worlds } from './page';

/** A small text and how it is to be trained, one click before it is. */
async function prepare(page: Page, { seeds, epochs, sentences }: { seeds: number; epochs: number; sentences: number }): Promise<void> {
  const phone = page.viewportSize()?.width === 390;
  if (phone) await page.getByRole('tab', { name: 'Text' }).click();
  await dropText(page, 'worlds.txt', worlds(sentences));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  if (phone) await page.getByRole('tab', { name: 'Train' }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill(String(epochs));
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill(String(seeds));
}

test('three seeds with one click: neighbours and analogies tell their spread, chart and colours their stability', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openMap(page);
  await prepare(page, { seeds: 3, epochs: 20, sentences: 2000 });
  await page.getByRole('button', { name: /^Train on/ }).click();
  const spaces = page.getByRole('region', { name: 'Spaces' });
  const told = spaces.getByText(/3 seeds · stability (\.\d\d|1\.00)/);
  await expect(told).toBeVisible();
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', '25');

  await test.step('neighbours', async () => {
    await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
    await page.keyboard.press('Enter');
    const column = page.getByTestId(/^neighbours-skipgram-/);
    await expect(column.getByTestId('stability')).toContainText(/of its 10 neighbours \d+ stay when the seed changes/);
    const rows = column.getByRole('listitem');
    await expect(rows.first()).toContainText(/(captain|harbour|mast|rope|sail|ship|wave).*\.\d\d ± \.\d\d.*in 3 of 3 seeds/);
    const kept = await rows.locator('button[data-kept]').evaluateAll((buttons) => buttons.map((b) => [b.textContent, (b as HTMLElement).dataset.kept]));
    expect(kept.length).toBeGreaterThanOrEqual(10);
    for (const [text, seeds] of kept) expect(text).toContain(`in ${seeds} of 3 seeds`);
  });

  await test.step('stability against frequency', async () => {
    await told.click();
    const chart = page.getByTestId('stability-chart');
    await expect(chart.getByRole('img', { name: /^Stability against frequency\. Any two of 3 seeds share/ })).toBeVisible();
    await expect(chart.locator('svg circle')).not.toHaveCount(0);
    const slider = chart.getByRole('slider');
    const first = await slider.getAttribute('aria-valuetext');
    await slider.press('End');
    await expect(slider).not.toHaveAttribute('aria-valuetext', first ?? '');
    const word = (await slider.getAttribute('aria-valuetext'))?.split(',')[0] ?? '';
    await chart.getByRole('button').click();
    await expect(page.getByTestId('chosen-word')).toHaveText(word);
  });

  await choose(page, 'Colour by', 'Stability');
  await expect(page.getByText('Stability over 3 seeds', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/colour=stability/);

  await test.step('axe, light and dark', async () => {
    const parts = ['section[aria-label=Spaces]', OPEN_TAB, '[data-map]'];
    await noViolations(page, ...parts);
    await changeTheme(page, 'dark');
    await noViolations(page, ...parts);
  });

  await test.step('an analogy', async () => {
    await page.getByRole('tab', { name: 'Analogy' }).click();
    await page.getByRole('textbox', { name: 'Analogy expression' }).fill('bread - butter + cheese');
    await page.keyboard.press('Enter');
    const first = page.getByTestId('answers').getByRole('listitem').filter({ hasText: /first in [123] of 3 seeds/ });
    await expect(first.first()).toContainText(/ ± \.\d\d/);
    await noViolations(page, OPEN_TAB);
  });

  await page.reload();
  await expect(told).toBeVisible();
});

test('every seed has a bar; cancelling ends them all and leaves nothing', async ({ page }) => {
  await openMap(page);
  await expect(page.getByRole('button', { name: /^Train on/ })).toBeEnabled();
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill('3');
  await page.getByRole('button', { name: /^Train on/ }).click();
  const training = page.getByTestId('training');
  await expect(training.getByRole('progressbar', { name: /^Seed / })).toHaveCount(3);
  await expect(training).toContainText('3 seeds');
  await noViolations(page, '[data-testid=training]');
  await training.getByRole('button', { name: 'Cancel' }).click();
  await expect(training).toHaveCount(0, { timeout: 1000 });
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(1);
});

test('on a phone the chart and the neighbours stay inside the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openMap(page);
  await prepare(page, { seeds: 2, epochs: 10, sentences: 2000 });
  await page.getByRole('button', { name: /^Train on/ }).click();
  await page.getByRole('tab', { name: 'Spaces' }).click();
  await page.getByText(/2 seeds · stability/).click();
  await expect(page.getByTestId('stability-chart')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await noViolations(page, OPEN_TAB);
});
