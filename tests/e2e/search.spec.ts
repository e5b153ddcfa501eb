import { changeTheme, choose, dropText, expect, noViolations, OPEN_TAB, openMap, test } from './page';

const WORLDS = [['bread', 'butter', 'cheese', 'knife', 'plate', 'soup'], ['anchor', 'captain', 'mast', 'rope', 'sail', 'ship']];
const row = (d: number) => `note ${d},${Array.from({ length: 40 }, (_, i) => (i % 7 === 3 ? 'and' : WORLDS[d % 2][(i * 5 + d * 3 + ((i * i) >> 2)) % 6])).join(' ')}`;
const csv = ['title,text', ...Array.from({ length: 60 }, (_, d) => row(d))].join('\n');
const judged = ['query,document,grade', 'captain of the ship,note 1,2', 'captain of the ship,note 3,1', 'captain of the ship,note 0,0', '"bread, butter",note 2,1'].join('\n');

test('a query is answered in every way side by side, with reasons, and the ways are judged by a file', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await openMap(page, '/?ask=documents');
  await dropText(page, 'notes.csv', csv);
  await expect(page.getByText('tf-idf and BM25 answer by shared words at once; LSA, LDA and word vectors, once they are trained on notes,')).toBeVisible();
  await page.getByRole('textbox', { name: 'Search documents' }).fill('captain anchor');
  await page.keyboard.press('Enter');
  const board = page.getByRole('region', { name: 'Documents side by side' });
  const bm25 = board.getByRole('region', { name: 'BM25' });
  await expect(bm25.getByRole('listitem').filter({ has: page.getByRole('button') })).toHaveCount(10);
  await expect(bm25.locator('mark').first()).toHaveText(/captain|anchor/i);
  await board.getByRole('button', { name: 'Train LSA' }).click();
  await expect(board.getByRole('region', { name: 'LSA' }).getByRole('button', { name: /note \d*[13579]\b/ }).first()).toBeVisible();
  await bm25.getByRole('button').first().click();
  await expect(page.getByTestId('reader').locator('mark').first()).toBeVisible();
  const why = page.getByTestId('why-document');
  await why.getByRole('textbox', { name: /^Why is it close to/ }).fill('anchor');
  await page.keyboard.press('Enter');
  await expect(why.getByTestId('sum')).toHaveText(/^−?\d?\.\d\d = /);
  await choose(page, 'In the space', 'LSA');
  await expect(why.getByRole('heading', { name: 'Shared directions' })).toBeVisible();

  await dropText(page, 'judged.csv', judged);
  const figures = page.getByTestId('judged');
  await expect(figures).toContainText('2 queries');
  await expect(figures.getByRole('row', { name: /^BM25/ })).toContainText(/1\.00|\.\d\d/);
  await noViolations(page, OPEN_TAB, '[aria-label="Documents side by side"]');
  await changeTheme(page, 'dark');
  await noViolations(page, OPEN_TAB, '[aria-label="Documents side by side"]');
  await page.keyboard.press('Escape');
  await expect(board).toBeHidden();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('combobox', { name: 'Found by' }).click();
  await page.getByRole('option', { name: /^BM25/ }).click();
  await expect(page.getByTestId('found-auto bm25').getByRole('listitem').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await noViolations(page, OPEN_TAB);
});
