import { readFile } from 'node:fs/promises';
import { expect, MOTION, noViolations, openMap, OPEN_TAB, test } from './page';

test.use(MOTION);

test('words are selected with a loop on the map, in 3D and 2D, and the panel says which they are and what company they keep', async ({ page }) => {
  await openMap(page);
  const map = page.locator('[data-map]');
  const panel = page.getByRole('region', { name: 'Selection' });
  const draw = async () => {
    const box = (await map.boundingBox())!;
    const [x, y, r] = [box.x + box.width / 2, box.y + box.height / 2, Math.min(box.width, box.height) / 4];
    await page.mouse.move(x + r, y);
    await page.mouse.down();
    for (let i = 1; i <= 24; i++) await page.mouse.move(x + r * Math.cos(i / 4), y + r * Math.sin(i / 4));
    await page.mouse.up();
  };
  const selected = async () => Number((await page.getByTestId('selected-words').textContent())!.replaceAll(/\D/g, ''));

  await expect(map).toHaveAttribute('data-moving', 'false');
  await map.focus();
  await page.keyboard.press('l');
  await expect(page.locator('[data-lasso]')).toBeVisible();
  await draw();
  await expect(page.locator('[data-lasso]')).toHaveCount(0);
  await expect(page.getByTestId('company')).toContainText('What stands beside them');
  const deep = await selected();
  expect(deep).toBeGreaterThan(10);
  expect(deep).toBeLessThan(Number(await map.getAttribute('data-points')));
  await noViolations(page, OPEN_TAB, '[data-map]');

  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Save as CSV' }).click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[0]).toBe('word,count');
  expect(lines).toHaveLength(deep + 1);

  await map.focus();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('selected-words')).toHaveCount(0);
  await page.getByRole('radio', { name: '2D' }).or(page.getByRole('button', { name: '2D' })).first().click();
  await expect(page.locator('[data-job=map]')).toHaveCount(0);
  await expect(map).toHaveAttribute('data-moving', 'false');
  // The button keeps the focus: Escape puts the tool down from there too.
  const tool = page.getByRole('button', { name: /^Select words/ });
  await tool.click();
  await expect(tool).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(tool).toHaveAttribute('aria-pressed', 'false');
  await tool.click();
  await draw();
  await expect(page.getByTestId('selected-words')).toBeVisible();
  expect(await selected()).toBeGreaterThan(10);
});

test('words are selected by keys alone: typed, in view, and around the chosen word', async ({ page }) => {
  await openMap(page, '/?word=ship&ask=selection');
  const panel = page.getByRole('region', { name: 'Selection' });
  await panel.getByRole('textbox', { name: 'Words to select' }).fill('Ship, sail nosuchword');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('selected-words')).toHaveText('2 words selected');
  await expect(panel.getByRole('alert')).toContainText('does not know nosuchword');
  await page.getByRole('combobox', { name: /Find a word/ }).fill('/^ships?$/');
  await expect(page.getByRole('option').first()).toHaveText('Select all 2 words that fit');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('selected-words')).toHaveText('2 words selected');
  await expect(panel).toContainText('ships');
  await expect(page.getByTestId('company')).toContainText(/the \d[\d,]* sentences of/);
  await panel.getByRole('button', { name: 'ship and its 30 nearest' }).click();
  await expect(page.getByTestId('selected-words')).toHaveText('31 words selected');
  const map = page.locator('[data-map]');
  const alone = page.getByTestId('isolated');
  await panel.getByRole('button', { name: 'Isolate 31' }).press('Enter');
  await expect(map).toHaveAttribute('data-points', '31');
  await expect(alone).toContainText(/31 words alone\. Neighbours and analogies are still of all [\d,]+\./);
  await expect(page.locator('[data-job=map]')).toHaveCount(0);
  await noViolations(page, OPEN_TAB, '[data-map]');
  await map.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  await expect(page.getByTestId('selected-words')).toHaveCount(0);
  await expect(map).toHaveAttribute('data-points', '31');
  await alone.getByRole('button', { name: /^Show all [\d,]+ words$/ }).press('Enter');
  await expect(map).toHaveAttribute('data-points', '5000');
  await expect(alone).toHaveCount(0);
  await panel.getByRole('textbox', { name: 'Words to select' }).fill('ship sail');
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Isolate 2' }).press('Enter');
  await expect(page.getByText('A map of its own takes at least 5 words: here are 2.')).toBeVisible();
  await panel.getByRole('button', { name: 'Clear' }).click();
  await panel.getByRole('button', { name: 'Take what is in view' }).click();
  await expect(page.getByTestId('selected-words')).toContainText(/\d+ words selected/);
});

test('a link to isolated words shows them whole, the chosen one among them', async ({ page }) => {
  await openMap(page, '/?word=ship&alone=ship&alone=sail&alone=whale&alone=boat&alone=captain&alone=sea');
  const map = page.locator('[data-map]');
  await expect(map).toHaveAttribute('data-points', '6');
  await expect(page.locator('[data-job=map]')).toHaveCount(0);
  await expect(map).toHaveAttribute('data-moving', 'false');
  // What follows is written into the address together with where the camera stands.
  await page.getByRole('tab', { name: 'Selection' }).click();
  await page.getByRole('button', { name: 'Take what is in view' }).click();
  await expect(page.getByTestId('selected-words')).toHaveText('6 words selected');
  await expect(page).toHaveURL(/select=sea/);
  await expect(page).not.toHaveURL(/camera=/);
});

test('on a phone a loop on the map opens the selection, whatever is open', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openMap(page);
  const map = page.locator('[data-map]');
  await expect(map).toHaveAttribute('data-moving', 'false');
  await page.getByRole('tab', { name: 'Train' }).click();
  await page.getByRole('button', { name: /^Select words/ }).click();
  const box = (await map.boundingBox())!;
  await page.mouse.move(box.x + 120, box.y + 120);
  await page.mouse.down();
  for (const [x, y] of [[280, 120], [280, 300], [120, 300]]) await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByTestId('selected-words')).toBeVisible();
});
