import { dropText, expect, openMap, test, worlds } from './page';

test('the coach says what a text can be asked, what training takes here, and suits the settings to its size', async ({ page }) => {
  await openMap(page);
  const coach = page.getByTestId('coach');
  await expect(coach).toContainText('king − man + woman: can be asked');
  await expect(coach).toContainText(/About .* here \(.* tokens\/s measured\)/);
  const epochs = page.getByRole('textbox', { name: 'Epochs' });
  await expect(epochs).toHaveValue('10');
  await page.getByRole('button', { name: 'Fast', exact: true }).click();
  const fast = Number(await epochs.inputValue());
  expect(fast).toBeLessThan(10);
  await epochs.fill('0');
  await page.getByRole('button', { name: 'Quality', exact: true }).click();
  await expect(epochs).toHaveValue('10');
  await epochs.fill('7');
  await expect(page.getByRole('group', { name: 'Settings for this text' })).toContainText('Your own settings.');

  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await expect(coach).toContainText('king − man + woman: cannot be asked: no king, man, woman');
});
