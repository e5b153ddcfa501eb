import { changeTheme, choose, dropText, expect, noViolations, OPEN_TAB, openMap, test, worlds } from './page';

test('why two words are close, and what two spaces disagree about', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openMap(page);
  const table = worlds(240).split('\n\n').map((text, i) => `${['kitchen', 'harbour', 'garden'][i % 3]}\t${text.replaceAll('\n', ' ')}`).flatMap((line) => {
    const [world, text] = line.split('\t');
    return text.split('. ').reduce<string[]>((rows, s, i) => (i % 8 ? [...rows.slice(0, -1), `${rows.at(-1)}. ${s}`] : [...rows, `${world}\t${s}`]), []);
  });
  await dropText(page, 'worlds.tsv', ['world\ttext', ...table].join('\n'));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('5');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('training')).toHaveCount(0);
  await choose(page, 'Model', 'tf-idf');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByRole('region', { name: 'Spaces' }).getByText('tf-idf', { exact: true })).toBeVisible();

  await test.step('a neighbour’s reasons add up and can be read', async () => {
    await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
    await page.keyboard.press('Enter');
    const column = page.getByTestId(/^neighbours-skipgram-/);
    await column.getByRole('button', { name: /^Why are anchor and/ }).first().click();
    const why = page.getByTestId('why');
    await expect(why.getByRole('heading', { name: /^Why are anchor and \w+ close\?$/ })).toBeVisible();
    await expect(why.getByRole('heading', { name: /^Together in \d+ sentences$/ })).toBeVisible();
    const sum = (await why.getByTestId('sum').textContent()) ?? '';
    const [whole, ...pieces] = [...sum.matchAll(/(− )?(−?\.\d+|1\.00)(?= [=fn])/g)].map((m) => Number(m[2].replace('−', '-')) * (m[1] ? -1 : 1));
    expect(Math.abs(pieces.reduce((a, b) => a + b, 0) - whole)).toBeLessThan(0.02);
    expect(await why.locator('blockquote').first().locator('mark').allTextContents()).toContain('anchor');
    await expect(page).toHaveURL(/why=\w+/);
    await noViolations(page, OPEN_TAB);
    await changeTheme(page, 'dark');
    await noViolations(page, OPEN_TAB);
    await changeTheme(page, 'light');
  });

  await test.step('by keyboard: back, and any other word in the space on the map', async () => {
    await page.getByRole('button', { name: 'Neighbours of anchor' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /^Why is anchor close to/ }).fill('nowhere');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'is not among the' })).toBeVisible();
    await page.getByRole('textbox', { name: /^Why is anchor close to/ }).fill('sail');
    await page.keyboard.press('Enter');
    const part = page.getByTestId('parts').getByRole('button').first();
    await part.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('parts').locator('mark').first()).toBeVisible();
  });

  await test.step('disagreement: scatter, lists, bands, files', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByTestId('pair-scatter').getByRole('img', { name: /^Similarity in .* random pairs/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Same topic, different meaning' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Same meaning, never together' })).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'All words as CSV' }).click();
    expect((await saved).suggestedFilename()).toMatch(/words\.csv$/);
    await choose(page, 'Show words that occur', '1,000 times and more');
    await expect(page.getByText('No compared word is like that.')).toBeVisible();
    await choose(page, 'Show words that occur', 'All words');
  });

  await test.step('all spaces in a table', async () => {
    const different = page.getByRole('region', { name: 'Compare' }).getByRole('listitem');
    const all = await different.count();
    await choose(page, 'and mostly are', 'nouns');
    await expect(page.getByTestId('parts-known')).toContainText(/it knows \d+ of \d+ compared words/);
    const nouns = await different.count();
    await choose(page, 'and mostly are', 'adverbs');
    await expect.poll(() => different.count()).toBeLessThan(nouns);
    expect(nouns).toBeLessThanOrEqual(all);
    await noViolations(page, OPEN_TAB);
    await page.getByRole('button', { name: 'Compare all 2 spaces' }).click();
    const rows = page.getByTestId('overview').locator('tbody tr');
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText(/Skip-gram/);
    await expect(page.getByTestId('overview').getByRole('columnheader', { name: 'world' })).toBeVisible();
    await page.getByRole('button', { name: 'Show it over the map' }).click();
    await expect(page.getByRole('region', { name: 'Spaces side by side' })).toContainText('Below a figure stand the ends of its 95 % interval');
    await noViolations(page, OPEN_TAB, '[aria-label="Spaces side by side"]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('region', { name: 'Spaces side by side' })).toBeHidden();
    await noViolations(page, OPEN_TAB);
    await changeTheme(page, 'dark');
    await noViolations(page, OPEN_TAB);
  });
});
