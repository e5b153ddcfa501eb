import { readFile } from 'node:fs/promises';
import { expect, MOTION, noViolations, openMap, test } from './page';

test.use(MOTION);

test('opens with a map of the default space, searches as one types, solves an analogy with arrows, morphs and colours', async ({ page }) => {
  await openMap(page);
  expect(Number(await page.locator('[data-points]').getAttribute('data-points'))).toBe(5000);
  await expect(page.getByRole('region', { name: 'Spaces' })).toContainText('Skip-gram');
  await expect(page.getByRole('contentinfo')).toContainText('words on the map');

  await page.keyboard.press('/');
  await page.keyboard.type('presid');
  await expect(page.getByRole('option', { name: 'president', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-word')).toHaveText(/^presid/);
  await expect(page.getByTestId('neighbours-default').getByRole('listitem')).toHaveCount(12);
  await expect(page).toHaveURL(/word=presid/);

  const field = page.getByRole('combobox', { name: /Find a word/ });
  await field.pressSequentially('whalee', { delay: 50 });
  await expect(page.getByRole('option').first()).toBeInViewport();
  expect(await page.getByRole('listbox', { name: 'Found' }).evaluate((list) => list.scrollTop)).toBe(0);
  await field.fill('king - ( + zzz');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Analogy' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('alert').filter({ hasText: 'never closed' })).toBeVisible();

  await page.getByRole('tab', { name: 'Analogy' }).click();
  await page.getByRole('textbox', { name: 'Analogy expression' }).fill('king − man + woman');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('answers').getByRole('listitem').first()).toContainText('queen');
  await expect(page.locator('[data-arrows]')).toHaveAttribute('data-arrows', '2');
  await page.getByRole('textbox', { name: 'Analogy expression' }).fill('kingg - man');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'kingg' })).toContainText('king');

  await page.getByRole('combobox', { name: 'Layout' }).click();
  await page.getByRole('option', { name: /PCA/ }).click();
  await page.getByRole('button', { name: '2D' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('map trust');
  await page.getByRole('combobox', { name: 'Colour by' }).click();
  await page.getByRole('option', { name: 'Cluster' }).click();
  await expect(page.getByText('Cluster', { exact: true }).last()).toBeVisible();

  await expect(page.getByTestId('trust')).toContainText(/map trust \.\d\d · continuity \.\d\d · recall \.\d\d · distances \.\d\d/);
  await page.getByRole('combobox', { name: 'Colour by' }).click();
  await page.getByRole('option', { name: 'Trust' }).click();
  await expect(page.getByText('Share of 15 true neighbours kept')).toBeVisible();
  await expect(page).toHaveURL(/colour=trust/);
  await page.locator('[data-points]').press('n');
  await expect(page.locator('[data-hover-card]')).toContainText(/\d+ of 15 true neighbours are near here/);
});

test('a link brings back the word, the view and the panel', async ({ page }) => {
  await openMap(page, '/?word=queen&dims=2&map=pca&colour=cluster');
  await expect(page.getByTestId('chosen-word')).toHaveText('queen');
  await expect(page.getByRole('button', { name: '2D' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('combobox', { name: 'Layout' })).toContainText('PCA');
});

test('Back and Forward go through words, panels and maps; a link brings back the camera', async ({ page }) => {
  await openMap(page, '/?word=ship');
  const map = page.locator('[data-map]');
  const chosen = page.getByTestId('chosen-word');
  const camera = () => new URL(page.url()).searchParams.get('camera')?.split('_').map(Number);
  const rested = async () => {
    await expect(map).toHaveAttribute('data-moving', 'false');
    await expect(page).toHaveURL(/camera=/);
  };
  await rested();
  const first = camera()!;
  await page.getByTestId('neighbours-default').getByRole('button', { name: /^boat/ }).click();
  await expect(chosen).toHaveText('boat');
  await expect.poll(camera).not.toEqual(first);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/ask=compare/);
  await page.goBack();
  await expect(chosen).toHaveText('boat');
  await page.goBack();
  await expect(chosen).toHaveText('ship');
  await expect.poll(() => camera()?.map((v, i) => Math.abs(v - first[i]) < 0.01)).toEqual(first.map(() => true));
  await page.goForward();
  await expect(chosen).toHaveText('boat');
  // Turned by hand: the entry is amended.
  const entries = await page.evaluate(() => history.length);
  const before = camera();
  await map.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('-');
  await expect.poll(camera).not.toEqual(before);
  await rested();
  expect(await page.evaluate(() => history.length)).toBe(entries);
  const link = page.url();
  const there = camera()!;
  await page.goto('about:blank');
  await openMap(page, link);
  await expect(chosen).toHaveText('boat');
  await expect(map).toHaveAttribute('data-moving', 'false');
  await expect.poll(() => camera()?.map((v, i) => Math.abs(v - there[i]) < 0.01)).toEqual(there.map(() => true));
});

test('where the browser forbids to keep anything, the page opens all the same and says so', async ({ page }) => {
  await page.addInitScript(() => {
    const forbidden = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    Object.defineProperty(window, 'indexedDB', { get: forbidden });
  });
  await page.goto('/');
  await expect(page.getByText('This browser lets nothing be kept')).toBeVisible();
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', /^[1-9]/);
});

test('a link brings back the size of the map, the selection and the one cluster in the light; what is not here is told', async ({ page }) => {
  await openMap(page, '/?words=1000&select=king&select=queen&colour=column%3Anone&space=elsewhere');
  await expect(page.getByText('This link is to a space of another browser')).toBeVisible();
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', '1000');
  await page.getByRole('tab', { name: 'Selection' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('queen');
  await expect(page).not.toHaveURL(/colour=/);
  await expect(page).toHaveURL(/words=1000&select=king&select=queen/);
});

test('the map is saved as a picture: PNG at several sizes and SVG, with labels and legend', async ({ page }) => {
  await openMap(page, '/?word=ship&words=1000');
  const map = page.locator('[data-map]');
  const dialog = page.getByRole('dialog', { name: 'Picture of the map' });
  await expect(page.locator('[data-job=map]')).toHaveCount(0);
  await expect(map).toHaveAttribute('data-moving', 'false');
  const box = (await map.boundingBox())!;
  await page.getByRole('button', { name: 'Download Skip-gram' }).press('Enter');
  await page.getByRole('menuitem', { name: /Picture of the map/ }).press('Enter');
  await expect(dialog).toBeVisible();
  await noViolations(page, 'dialog[open]');
  await dialog.getByRole('radio', { name: /4×/ }).check();
  const [png] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save PNG' }).press('Enter')]);
  const bytes = await readFile(await png.path());
  expect(png.suggestedFilename()).toMatch(/^Skip-gram, .+, map\.png$/);
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([Math.round(4 * box.width), Math.round(4 * box.height)]);
  await expect(dialog).toBeHidden();

  await page.keyboard.press('/');
  await page.keyboard.type('save a picture');
  await page.keyboard.press('Enter');
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save SVG' }).click()]);
  const svg = await readFile(await file.path(), 'utf8');
  const said = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    return { errors: document.querySelectorAll('parsererror').length, circles: document.querySelectorAll('circle').length, words: [...document.querySelectorAll('text')].map((word) => word.textContent) };
  }, svg);
  expect(said.errors).toBe(0);
  expect(said.circles).toBeGreaterThan(100);
  expect(said.words).toEqual(expect.arrayContaining(['ship', 'Occurrences']));
});

test('keys from anywhere: L takes up the loop, ? lists the keys', async ({ page }) => {
  await openMap(page);
  await page.getByRole('tab', { name: 'Word' }).focus();
  await page.keyboard.press('l');
  await expect(page.locator('[data-lasso]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-lasso]')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('draw a loop around words');
  await noViolations(page, 'dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('l?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await expect(page.locator('[data-lasso]')).toBeHidden();
});
