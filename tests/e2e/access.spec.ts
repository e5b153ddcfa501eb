import { expect, MOTION, noViolations, OPEN_TAB, openMap, test } from './page';

test.use(MOTION);

for (const [name, viewport, scheme] of [
  ['desktop, light', { width: 1440, height: 900 }, 'light'],
  ['desktop, dark', { width: 1440, height: 900 }, 'dark'],
  ['phone, light', { width: 390, height: 844 }, 'light'],
] as const) {
  test(`axe finds nothing in any panel, and all stays inside the screen: ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await openMap(page, '/?word=queen');
    await noViolations(page);
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await noViolations(page, '[role=tablist]', OPEN_TAB);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    }
  });
}

test('by keyboard alone: find a word, walk the map, solve an analogy', async ({ page }) => {
  await openMap(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('queen');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-word')).toHaveText('queen');
  const map = page.getByRole('application');
  for (let i = 0; i < 40 && !(await map.evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press('Tab');
  await expect(map).toBeFocused();
  const before = Number(await page.locator('[data-frames]').getAttribute('data-frames'));
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => Number(await page.locator('[data-frames]').getAttribute('data-frames'))).toBeGreaterThan(before);
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen-word')).not.toHaveText('queen');
  await page.keyboard.press('/');
  await page.keyboard.type('king - man + woman');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('answers').getByRole('listitem').first()).toContainText('queen');
});

for (const [width, height] of [[390, 844], [844, 390], [720, 450]] as const) {
  test(`where room is scarce the legend folds, and nothing on the map is cut off or overlaps: ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openMap(page);
    const map = (await page.getByRole('application').boundingBox())!;
    const chip = page.getByRole('button', { name: 'Occurrences' });
    const boxes = [chip, page.locator('[data-map-buttons]'), page.getByRole('button', { name: 'Map settings' })];
    const [legend, buttons, settings] = await Promise.all(boxes.map(async (box) => (await box.boundingBox())!));
    expect(legend.height).toBeGreaterThanOrEqual(44);
    for (const box of [legend, buttons, settings]) {
      expect(box.x).toBeGreaterThanOrEqual(map.x);
      expect(box.y).toBeGreaterThanOrEqual(map.y);
      expect(box.x + box.width).toBeLessThanOrEqual(map.x + map.width);
      expect(box.y + box.height).toBeLessThanOrEqual(map.y + map.height);
    }
    expect(legend.x + legend.width).toBeLessThanOrEqual(Math.min(buttons.x, settings.x));
    await chip.click();
    await expect(page.getByText('295 k')).toBeInViewport();
    const panel = (await page.locator(OPEN_TAB).boundingBox())!;
    expect(panel.height).toBeGreaterThan(200);
    await page.getByRole('tab', { name: 'Step' }).click();
    await expect(page.getByRole('tab', { name: 'Step' })).toBeInViewport();
    await noViolations(page);
  });
}
