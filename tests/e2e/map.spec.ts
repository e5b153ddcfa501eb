import { changeTheme, expect, noViolations, openMap, test } from './page';

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
  await expect(page.getByTestId('jobs')).toContainText('Map of Skip-gram');
  await expect.poll(async () => [undefined, before].includes(await trust())).toBe(false);
  await changeTheme(page, 'dark');
  await page.getByRole('button', { name: 'Map settings' }).click();
  await noViolations(page, '[role=dialog]');
  await expect(settings.getByRole('textbox', { name: 'Neighbours' })).toHaveValue('3');
  await settings.getByRole('button', { name: 'Defaults' }).click();
  await expect.poll(trust).toBe(before);
});
