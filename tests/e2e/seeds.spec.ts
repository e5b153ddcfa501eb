import AxeBuilder from '@axe-core/playwright';
import { dropText, expect, openMap, test, worlds } from './page';

const violations = async (page: Parameters<typeof openMap>[0]) =>
  (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);

test('on a phone the chart and the neighbours stay inside the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openMap(page);
  await page.getByRole('tab', { name: 'Text' }).click();
  await dropText(page, 'worlds.txt', worlds(2000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('tab', { name: 'Train' }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill('10');
  await page.getByRole('textbox', { name: 'Seeds', exact: true }).fill('2');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await page.getByRole('tab', { name: 'Spaces' }).click();
  await page.getByText(/2 seeds · stability/).click();
  await expect(page.getByTestId('stability-chart')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await violations(page)).toEqual([]);
});
