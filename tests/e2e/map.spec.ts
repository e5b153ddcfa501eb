import { changeTheme, choose, dropText, expect, MOTION, noViolations, openMap, test } from './page';

test.use(MOTION);

test('the options of a map: another map of the same space, the defaults back at once; axe finds nothing', async ({ page }) => {
  await openMap(page);
  const trust = async () => /map trust .+$/.exec((await page.getByRole('contentinfo').textContent()) ?? '')?.[0];
  await expect.poll(trust).toBeDefined();
  const before = await trust();
  const settings = page.getByRole('dialog', { name: 'Map settings' });
  await page.getByRole('button', { name: 'Map settings' }).click();
  await noViolations(page, '[role=dialog]');
  await settings.getByRole('textbox', { name: 'Neighbours' }).fill('1');
  await expect(settings.getByRole('button', { name: 'Mend neighbours first' })).toBeDisabled();
  await settings.getByRole('textbox', { name: 'Neighbours' }).fill('3');
  await settings.getByRole('textbox', { name: 'Epochs' }).fill('20');
  await settings.getByRole('button', { name: 'Lay out' }).click();
  await expect(settings).toHaveCount(0);
  await expect.poll(async () => [undefined, before].includes(await trust())).toBe(false);
  await changeTheme(page, 'dark');
  await page.getByRole('button', { name: 'Map settings' }).click();
  await noViolations(page, '[role=dialog]');
  await expect(settings.getByRole('textbox', { name: 'Neighbours' })).toHaveValue('3');
  await settings.getByRole('button', { name: 'Defaults' }).click();
  await expect.poll(trust).toBe(before);
});

test('a map is watched while it is made: paused, changed, cancelled; trust is coloured from 0 to 1 and its errors drawn', async ({ page }) => {
  await openMap(page);
  const map = page.locator('[data-map]');
  const job = page.locator('[data-job=map]');
  const settings = page.getByRole('dialog', { name: 'Map settings' });
  const layOut = async (epochs: string) => {
    await page.getByRole('button', { name: 'Map settings' }).click();
    await settings.getByRole('textbox', { name: 'Epochs' }).fill(epochs);
    await settings.getByRole('button', { name: 'Lay out' }).click();
  };
  await layOut('5000');
  await expect(job).toContainText('arranging');
  await job.getByRole('button', { name: 'pause' }).click();
  await expect(job).toContainText('paused');
  await page.getByRole('button', { name: 'Map settings' }).click();
  await expect(settings.getByTestId('layout-under-way')).toContainText('Least distance, spread and negative samples act at once');
  await noViolations(page, '[role=dialog]', 'footer');
  await settings.getByRole('textbox', { name: 'Least distance' }).fill('0.8');
  await settings.getByRole('button', { name: 'Resume' }).click();
  await expect(job).toContainText('arranging');
  // It moves on the screen while it is made.
  const frames = async () => Number(await map.getAttribute('data-frames'));
  const before = await frames();
  await expect.poll(frames).toBeGreaterThan(before + 2);
  await page.keyboard.press('Escape');
  await job.getByRole('button', { name: 'cancel' }).click();
  await expect(job).toHaveCount(0);

  await layOut('20');
  await expect(page.getByTestId('trust')).toBeVisible();
  await choose(page, 'Colour by', 'Trust');
  const legend = page.getByText('Share of 15 true neighbours kept').locator('../..');
  await expect(legend).toContainText(/kept0.?1/);
  await page.getByRole('application').focus();
  await page.keyboard.press('n');
  const card = page.locator('[data-hover-card]');
  await expect(card).toContainText(/\d+ of 15 true neighbours are near here/);
  await expect(card).toContainText(/\d+ torn away by the map.*\d+ only seem near/);
  expect(await map.getAttribute('data-torn')).toBe(await map.getAttribute('data-pushed'));
  await expect(map).toHaveAttribute('data-calls', '1');
  for (const theme of ['light', 'dark'] as const) {
    await changeTheme(page, theme);
    await noViolations(page, '[data-map]', 'footer');
  }
});

test('a second space begins where its words stand on the first, and the map morphs from one to the other', async ({ page }) => {
  await openMap(page);
  const map = page.locator('[data-map]');
  for (const [name, wobble] of [['one.vec', 0], ['other.vec', 0.4]] as const) {
    await dropText(page, name, groups(wobble));
    await expect(page.getByRole('region', { name: 'Spaces' })).toContainText(name);
    await expect(map).toHaveAttribute('data-points', '120');
    await expect(page.locator('[data-job=map]')).toHaveCount(0);
    await expect(map).toHaveAttribute('data-moving', 'false');
  }
  // All points stay on the map while they travel.
  const travelled = map.evaluate(
    (element: HTMLElement) =>
      new Promise((resolve) => {
        let moved = false;
        let fewest = Infinity;
        const look = () => {
          const { moving, points } = element.dataset;
          moved ||= moving === 'true';
          fewest = Math.min(fewest, Number(points));
          if (moved && moving === 'false') resolve(fewest);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.getByRole('button', { name: /one\.vec/ }).first().click();
  expect(await travelled).toBe(120);
  await expect(page.locator('[data-map]')).toHaveAttribute('aria-label', /one\.vec/);
});

/** Three groups of words; those of another wobble are the same but for as much. */
function groups(wobble: number): string {
  const rows = Array.from({ length: 120 }, (_, row) => {
    const values = Array.from({ length: 8 }, (_, d) => Number(d === row % 3) + 0.2 * Math.sin(7 * row + 3 * d) + wobble * Math.sin(row * d + 1) * 0.3);
    return `word${row} ${values.map((v) => v.toFixed(4)).join(' ')}`;
  });
  return `120 8\n${rows.join('\n')}\n`;
}
