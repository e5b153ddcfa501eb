import { expect, MOTION, noViolations, openMap, OPEN_TAB, test } from './page';

test.use(MOTION);

test('words are placed between two ends, beside chance; by chosen components; by t-SNE', async ({ page }) => {
  await openMap(page, '/?dims=2&word=queen');
  const map = page.locator('[data-map]');
  const panel = page.locator(OPEN_TAB);

  // Choosing the method without axes takes the first to try, and leads to where others are named.
  const layout = page.getByRole('combobox', { name: 'Layout' });
  await layout.click();
  await page.getByRole('option', { name: /^Axes/ }).click();
  await expect(map).toHaveAttribute('data-axes', 'she … he');
  await expect(page.getByRole('contentinfo')).toContainText('words on the map');
  await page.getByRole('textbox', { name: 'One end of axis 1' }).fill('shee');
  await expect(panel).toContainText('“shee” is not in this space; did you mean');
  await page.getByRole('textbox', { name: 'One end of axis 1' }).fill('she');
  await page.getByRole('button', { name: 'Add queen to one end of axis 1' }).click();
  await expect(page.getByRole('textbox', { name: 'One end of axis 1' })).toHaveValue('she, queen');
  await page.getByRole('textbox', { name: 'Other end of axis 1' }).fill('he, king');
  await page.getByRole('button', { name: 'Place words' }).click();
  const result = page.getByTestId('axis-result');
  await expect(result).toContainText(/(Wider|No wider) than chance: .* of 999 axes between words drawn by chance.*\(p = [\d.]+\)/);
  await expect(map).toHaveAttribute('data-axes', 'she, queen … he, king');
  await expect(result.getByRole('list', { name: 'Farthest towards she, queen' })).toContainText(/she|her|queen/);
  await expect(page).toHaveURL(/map=axes&axis=she%2Cqueen%3Ahe%2Cking/);
  await noViolations(page, OPEN_TAB);
  await page.getByRole('button', { name: 'Change to dark theme' }).click();
  await noViolations(page, OPEN_TAB);

  // Components: how much each explains, and which stand on the axes.
  await layout.click();
  await page.getByRole('option', { name: /^PCA/ }).click();
  await expect(page.getByRole('tab', { name: 'Word' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('explained')).toHaveText(/\d %? ?of variance shown|% of variance shown/);
  await expect(map).toHaveAttribute('data-axes', /component 1 · [\d.]+ %; .*component 2 · /);
  await page.getByRole('button', { name: 'Map settings' }).click();
  await expect(page.getByTestId('explained-variance').getByRole('listitem')).toHaveCount(10);
  await page.getByLabel('Upwards').fill('4');
  await page.getByRole('button', { name: 'Lay out' }).click();
  await expect(map).toHaveAttribute('data-axes', /component 4/);

  // t-SNE of few words, quickly.
  await page.getByRole('combobox', { name: 'Words on the map' }).click();
  await page.getByRole('option', { name: /^1,000/ }).click();
  await layout.click();
  await page.getByRole('option', { name: /^t-SNE/ }).click();
  await expect(page.getByTestId('jobs')).not.toContainText('Map of', { timeout: 30_000 });
  await expect(page.getByTestId('trust')).toContainText(/map trust \.[89]\d/);
  await expect(map).not.toHaveAttribute('data-axes', /./);
});
