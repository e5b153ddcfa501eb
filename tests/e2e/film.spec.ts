import type { Page } from '@playwright/test';
import { dropText, expect, openMap, test, worlds } from './page';

/** A small training with its film open at the end, without motion, so that pictures can be compared. */
async function openFilm(page: Page): Promise<number> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(6000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('1000');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('trained')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('contentinfo')).toContainText('map trust', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Training film' }).click();
  const frames = Number(await page.getByRole('region', { name: 'Training film' }).getAttribute('data-film'));
  expect(frames).toBeGreaterThan(2);
  return frames;
}

const names = (page: Page) => page.getByTestId('neighbours-skipgram-1').getByRole('listitem').allTextContents();

test('a film of a training: map, neighbours and an answer’s place move together', async ({ page }) => {
  const frames = await openFilm(page);
  await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'Moment of the training' });
  await expect(slider).toHaveAttribute('aria-valuetext', /epoch 1000 of 1000, 100 %/);
  await expect(page.getByTestId('in-film')).toHaveText('at 100 % of the training');
  const atEnd = await names(page);
  expect(atEnd.slice(0, 7).every((n) => /captain|harbour|mast|rope|sail|ship|wave/.test(n))).toBe(true);
  const map = page.locator('[data-map]');
  const mapAtEnd = await map.screenshot();

  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[data-film]')).toHaveAttribute('data-frame', '0');
  await expect(slider).not.toHaveAttribute('aria-valuetext', /100 %/);
  expect(await names(page)).not.toEqual(atEnd);
  await expect.poll(async () => (await map.screenshot()).equals(mapAtEnd)).toBe(false);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-film]')).toHaveAttribute('data-frame', '1');
  await page.keyboard.press('End');
  expect(await names(page)).toEqual(atEnd);

  await page.getByRole('tab', { name: 'Analogy' }).click();
  await page.getByRole('textbox', { name: 'Analogy expression' }).fill('ship - anchor + apple');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-curve="rank"]')).toHaveAttribute('data-points', String(frames));
  await expect(page.getByTestId('film-rank')).toContainText('1');
  const answers = await page.getByTestId('answers').getByRole('listitem').allTextContents();
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('in-film').last()).not.toHaveText('at 100 % of the training');
  expect(await page.getByTestId('answers').getByRole('listitem').allTextContents()).not.toEqual(answers);

  await page.getByRole('button', { name: 'Play the film' }).click();
  await expect(page.locator('[data-film]')).toHaveAttribute('data-frame', String(frames - 1));
  await page.getByRole('button', { name: 'Close the film' }).click();
  await expect(page.getByTestId('in-film')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Training film' })).toBeVisible();
});
