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
  await expect(coach).toContainText('None of the words of the usual analogies, king − man + woman and others, is in this text');
  await expect(coach).toContainText('the text is too small to expect more than');
  await expect(coach).toContainText(/Subsampling leaves [3-9]\d % of the tokens\./);
  await page.getByText('More settings and the method').click();
  await page.getByRole('textbox', { name: 'Subsampling' }).fill('0.0000001');
  await expect(coach).toContainText('a small text may remain nearly untrained');
});
