import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { zipMembers } from '../../lib/formats/zip';
import { changeTheme, dropText, expect, noViolations, OPEN_TAB, openMap, test, worlds } from './page';

const PNG = [0x89, 0x50, 0x4e, 0x47];
const WEBM = [0x1a, 0x45, 0xdf, 0xa3];

const EPOCHS = 100;
/** What a slow machine may take for a training or a file. */
const LONG = { timeout: 90_000 };

test.describe.configure({ timeout: 240_000 });

/** A small training with its film open at the end, without motion, so that pictures can be compared. */
async function openFilm(page: Page): Promise<number> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('textbox', { name: 'Epochs' }).fill(String(EPOCHS));
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('trained')).toBeVisible(LONG);
  await expect(page.getByRole('contentinfo')).toContainText('map trust', LONG);
  await page.getByRole('button', { name: 'Training film' }).click();
  const frames = Number(await page.getByRole('region', { name: 'Training film' }).getAttribute('data-film'));
  expect(frames).toBeGreaterThan(2);
  return frames;
}

const names = (page: Page) => page.getByTestId(/^neighbours-skipgram-/).getByRole('listitem').allTextContents();

test('a film of a training: map, neighbours and an answer’s place move together; axe finds nothing', async ({ page }) => {
  const frames = await openFilm(page);
  await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'Moment of the training' });
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`epoch ${EPOCHS} of ${EPOCHS}, 100 %`));
  await expect(page.getByTestId('in-film')).toHaveText('at 100 % of the training');
  const atEnd = await names(page);
  expect(atEnd.slice(0, 7).every((n) => /captain|harbour|mast|rope|sail|ship|wave/.test(n))).toBe(true);
  const map = page.locator('[data-map]');
  const mapAtEnd = await map.screenshot();

  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[data-film]')).toHaveAttribute('data-frame', '0');
  await expect(slider).not.toHaveAttribute('aria-valuetext', /100 %/);
  await expect.poll(() => names(page)).not.toEqual(atEnd);
  await expect.poll(async () => (await map.screenshot()).equals(mapAtEnd)).toBe(false);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-film]')).toHaveAttribute('data-frame', '1');
  await page.keyboard.press('End');
  await expect.poll(() => names(page)).toEqual(atEnd);

  await page.getByRole('tab', { name: 'Analogy' }).click();
  await page.getByRole('textbox', { name: 'Analogy expression' }).fill('ship - anchor + apple');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-curve="rank"]')).toHaveAttribute('data-points', String(frames), LONG);
  await expect(page.getByTestId('film-rank')).toContainText('1');
  const answers = await page.getByTestId('answers').getByRole('listitem').allTextContents();
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('in-film').last()).not.toHaveText('at 100 % of the training');
  await expect.poll(() => page.getByTestId('answers').getByRole('listitem').allTextContents()).not.toEqual(answers);

  await test.step('axe, light and dark, on a desk and a phone', async () => {
    for (const [theme, width, height] of [['light', 1440, 900], ['dark', 1440, 900], ['dark', 390, 844], ['light', 390, 844]] as const) {
      await page.setViewportSize({ width, height });
      await changeTheme(page, theme);
      await expect(page.getByRole('slider', { name: 'Moment of the training' })).toBeVisible();
      await noViolations(page, '[data-film]', OPEN_TAB, '[data-map]');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await page.getByRole('button', { name: 'Play the film' }).click();
  await expect(page.locator('[data-film]')).toHaveAttribute('data-frame', String(frames - 1), LONG);
  await page.getByRole('button', { name: 'Close the film' }).click();
  await expect(page.getByTestId('in-film')).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Training film' })).toBeVisible();
});

test('a film is saved as PNG frames and as a video', async ({ page }) => {
  const frames = await openFilm(page);
  const save = async (kind: RegExp) => {
    const downloading = page.waitForEvent('download', LONG);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: kind }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const pictures = await save(/PNG frames/);
  expect(pictures.name).toMatch(/training film\.zip$/);
  const members = zipMembers(pictures.bytes, pictures.name).map((m) => m.read());
  expect(members).toHaveLength(frames);
  for (const png of members) expect([...png.subarray(0, 4)]).toEqual(PNG);
  expect(Buffer.from(members[0]).equals(members[frames - 1])).toBe(false);

  const video = await save(/video/);
  expect(video.name).toMatch(/training film\.webm$/);
  expect([...video.bytes.subarray(0, 4)]).toEqual(WEBM);
  expect(video.bytes.length).toBeGreaterThan(1000);
  // Not on the page itself, which plays no videos: its policy forbids it.
  const player = await page.context().newPage();
  const duration = await player.evaluate(async (base64) => {
    const element = document.createElement('video');
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    element.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
    await new Promise((resolve, reject) => {
      element.onloadedmetadata = resolve;
      element.onerror = reject;
    });
    return element.duration;
  }, Buffer.from(video.bytes).toString('base64'));
  expect(duration).toBeGreaterThan(0.5);
  expect(duration).toBeLessThan(600);
});

test('during a training the film goes back to any moment and returns to now, while the training goes on', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(30_000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  // Long enough for any machine, with every word kept; it is cancelled in the end.
  await page.getByRole('textbox', { name: 'Epochs' }).fill('1000');
  await page.getByText('More settings and the method').click();
  await page.getByRole('textbox', { name: 'Subsampling' }).fill('0');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Training film' }).click();
  const film = page.locator('[data-film]');
  const at = async () => Number(await film.getAttribute('data-frame'));
  const length = async () => Number(await film.getAttribute('data-film'));
  const percent = async () => Number(/ (\d+) %/.exec((await page.getByTestId('training').textContent()) ?? '')?.[1]);

  await test.step('at its end it goes along with the training', async () => {
    const before = await length();
    await expect.poll(length, LONG).toBeGreaterThan(before + 2);
    expect(await at()).toBeGreaterThan(before - 1);
  });
  await page.getByRole('tab', { name: 'Analogy' }).click();
  await page.getByRole('textbox', { name: 'Analogy expression' }).fill('ship - anchor + apple');
  await page.keyboard.press('Enter');
  const rank = page.getByTestId('film-rank').getByRole('status');
  await expect(rank).toHaveText('1', LONG);
  const answer = await page.getByRole('textbox', { name: 'Answer to follow' }).inputValue();
  await page.getByRole('tab', { name: 'Word', exact: true }).click();
  await expect.poll(async () => (await names(page)).slice(0, 7).every((n) => /captain|harbour|mast|rope|sail|ship|wave/.test(n)), LONG).toBe(true);

  const map = page.locator('[data-map]');
  const picture = await map.screenshot();
  const learned = await names(page);
  await test.step('at the beginning nothing is learned yet', async () => {
    await page.getByRole('slider', { name: 'Moment of the training' }).focus();
    await page.keyboard.press('Home');
    await expect(film).toHaveAttribute('data-frame', '0');
    await expect(page.getByTestId('in-film')).toHaveText('at 0 % of the training');
    await expect.poll(() => names(page)).not.toEqual(learned);
    await expect.poll(async () => (await map.screenshot()).equals(picture)).toBe(false);
    // Which answer is followed depends on when it was asked, and by chance it may be the first here too.
    await expect(rank).toHaveText(/^(none|[1-9]|[12]\d)$/);
    await expect(page.getByRole('textbox', { name: 'Answer to follow' })).toHaveValue(answer);
  });
  await test.step('the training goes on, and the moment stands', async () => {
    const [done, frames, first] = [await percent(), await length(), await names(page)];
    await expect.poll(percent, LONG).toBeGreaterThan(done);
    await expect.poll(length, LONG).toBeGreaterThan(frames);
    expect(await at()).toBe(0);
    expect(await names(page)).toEqual(first);
  });
  await test.step('back to now', async () => {
    await page.keyboard.press('End');
    await expect.poll(async () => (await length()) - 1 - (await at())).toBe(0);
    const now = await at();
    await expect.poll(at, LONG).toBeGreaterThan(now);
    await expect(page.getByTestId('in-film')).not.toHaveText('at 0 % of the training');
  });
  await page.getByTestId('training').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('training')).toHaveCount(0);
  await expect(film).toHaveCount(0);
});
