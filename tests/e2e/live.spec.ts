import { changeTheme, dropText, expect, MOTION, noViolations, openMap, test, worlds } from './page';

test.use(MOTION);

/** Percent done, as the training says it. */
const percent = async (text: string | null) => Number(/(\d+) %/.exec(text ?? '')?.[1] ?? -1);

test('the default text trains live: loss, a moving map, pause, resume, another rate, stop and keep, continue', async ({ page }) => {
  test.setTimeout(180_000);
  await openMap(page, '/?word=queen');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('50');
  await page.getByRole('button', { name: /^Train on/ }).click();
  const training = page.getByTestId('training');
  await expect(training.locator('[data-curve]')).toBeVisible();
  await expect(training).toContainText(/epoch 1 of \d+ · \d+ %.*tokens\/s.*thread.*rate 0\.0/);

  const map = page.getByRole('application');
  await expect(map).toHaveAttribute('aria-label', /training$/);
  await expect(page.getByRole('region', { name: 'Spaces' })).toContainText('Skip-gram, training');
  await expect(training.locator('[data-curve]')).toBeInViewport({ ratio: 0.99 });
  const frames = async () => Number(await page.locator('[data-frames]').getAttribute('data-frames'));
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 1);
  // The page answers meanwhile: another word is chosen, its neighbours in the space under way are told.
  await page.getByRole('combobox', { name: /Find a word/ }).fill('king');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-word')).toHaveText('king');
  await expect(page.getByTestId(/^neighbours-skipgram-/).getByRole('listitem').first()).toBeVisible();
  // A press and its release are a click, also when the map has changed between them.
  const box = (await map.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 12);
  await page.mouse.down();
  const pressed = await frames();
  await expect.poll(frames).toBeGreaterThan(pressed + 2);
  await page.mouse.up();
  await expect.poll(() => page.getByTestId('chosen-word').allTextContents()).not.toContain('king');

  await training.getByRole('button', { name: 'Pause' }).click();
  await expect(training.getByRole('button', { name: 'Resume' })).toBeVisible();
  await expect(training).toContainText('paused');
  const stood = await percent(await training.textContent());
  await page.waitForTimeout(1000);
  expect(await percent(await training.textContent())).toBe(stood);
  await training.getByText('Change the learning rate').click();
  await training.getByRole('textbox', { name: 'Rate from now on' }).fill('0.005');
  await training.getByRole('button', { name: 'Set rate' }).click();
  await training.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => percent(await training.textContent())).toBeGreaterThan(stood);
  await expect(training).toContainText(/rate 0\.00\d/);

  await training.getByRole('button', { name: 'Stop and keep' }).click();
  await expect(page.getByTestId('trained')).toContainText(/stopped in epoch \d+ of \d+/);
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(2);
  await expect(map).toHaveAttribute('aria-label', /of Skip-gram 2$/);
});

test('a finished space goes on over another text, and new words enter', async ({ page }) => {
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('100');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('trained')).toBeVisible();
  await dropText(page, 'more.txt', `${worlds(600)} ${'the lantern and the anchor hung on the mast. '.repeat(40)}`);
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('more');
  const panel = page.getByTestId('continue');
  await panel.getByText('Continue Skip-gram 2').click();
  await expect(panel).toContainText('of its words are new');
  await panel.getByRole('textbox', { name: 'Further epochs' }).fill('3');
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Spaces' })).toContainText('Skip-gram 2, continued');
  await page.getByRole('combobox', { name: /Find a word/ }).fill('lantern');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId(/^neighbours-skipgram-/).getByRole('listitem').first()).toBeVisible();
});

test('a rate that is far too large does not take with it what was learned before', async ({ page }) => {
  await openMap(page);
  await page.getByText('More settings and the method').click();
  await page.getByRole('textbox', { name: 'Window', exact: true }).fill('30');
  await page.getByRole('textbox', { name: 'Negative samples' }).fill('30');
  await page.getByRole('button', { name: /^Train on/ }).click();
  const training = page.getByTestId('training');
  await expect.poll(async () => percent(await training.textContent())).toBeGreaterThan(1);
  await training.getByRole('button', { name: 'Pause' }).click();
  await expect(training).toContainText(/epoch \d+ of \d+ · paused/);
  await training.getByText('Change the learning rate').click();
  await training.getByRole('textbox', { name: 'Rate from now on' }).fill('1');
  await expect(training).toContainText('Above 0.1 the vectors may grow beyond all bounds');
  await training.getByRole('button', { name: 'Set rate' }).click();
  await training.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('status').first()).toContainText(/after the learning rate was set to 1\. They were kept as they were at \d+ %/, { timeout: 60_000 });
  await expect(page.getByTestId('trained')).toContainText(/stopped in epoch \d+ of \d+/);
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(2);
});

test('axe finds nothing in a paused training, light and dark; cancel leaves nothing', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openMap(page);
  await page.getByRole('button', { name: /^Train on/ }).click();
  const training = page.getByTestId('training');
  await training.getByRole('button', { name: 'Pause' }).click();
  await training.getByText('Change the learning rate').click();
  await noViolations(page, '[data-testid=training]');
  await changeTheme(page, 'dark');
  await noViolations(page, '[data-testid=training]');
  await training.getByRole('button', { name: 'Cancel' }).click();
  await expect(training).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(1);
});
