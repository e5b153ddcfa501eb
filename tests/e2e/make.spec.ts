import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { choose, dropText, expect, noViolations, openMap, test, worlds } from './page';

test('trains on a dropped file: the loss falls, the map changes, the worlds stay apart, a reload keeps it', async ({ page }) => {
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(6000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('60');
  await page.getByRole('button', { name: /^Train on/ }).click();
  const curve = page.getByTestId('trained').locator('figcaption');
  await expect(curve).toBeVisible();
  const [first, last] = ((await curve.textContent()) ?? '').match(/\d\.\d+/g)?.map(Number) ?? [];
  expect(last).toBeLessThan(first);
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', '25', { timeout: 60_000 });
  await page.getByRole('combobox', { name: /Find a word/ }).fill('anchor');
  await page.keyboard.press('Enter');
  const neighbours = page.getByTestId(/^neighbours-skipgram-/).getByRole('listitem');
  await expect(neighbours.first()).toContainText(/captain|harbour|mast|rope|sail|ship|wave/);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Spaces' })).toContainText('worlds');
  await page.getByRole('combobox', { name: 'Corpus' }).click();
  await page.getByRole('option', { name: /^worlds/ }).click();
  await expect(page.getByRole('region', { name: 'Text' }).or(page.getByRole('complementary', { name: 'Make' })).first()).toContainText('25');
});

test('the page and the command line train the same bytes', async ({ page }) => {
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('textbox', { name: 'Epochs' }).fill('10');
  await page.getByText('More settings').click();
  await page.getByRole('textbox', { name: 'Threads' }).fill('1');
  await page.getByRole('button', { name: /^Train on/ }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Skip-gram 2' }).click();
  await page.getByRole('menuitem', { name: /word2vec text/ }).click();
  const browser = readFileSync(await (await downloading).path());
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-e2e-'));
  writeFileSync(join(folder, 'worlds.txt'), worlds(3000));
  execFileSync(process.execPath, ['lib/cli/boot.mjs', 'train', '--preset', 'quality', '--epochs', '10', '--text', join(folder, 'worlds.txt'), '--out', join(folder, 'node.vec')]);
  const node = readFileSync(join(folder, 'node.vec'));
  rmSync(folder, { recursive: true });
  expect(browser.equals(node)).toBe(true);
});

test('a broken file gives one sentence, a training is cancelled within a moment; both leave everything as it was', async ({ page }) => {
  await openMap(page);
  await dropText(page, 'picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
  await expect(page.getByRole('status').first()).toContainText('picture.txt');
  await dropText(page, 'empty.txt', '');
  await expect(page.getByRole('status').first()).toContainText('empty.txt');
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', '5000');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await expect(page.getByTestId('training')).toContainText('%');
  await page.getByTestId('training').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: /^Train on/ })).toBeVisible({ timeout: 1000 });
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(1);
});

test('counts and topics beside the neural space: compare, topics, documents', async ({ page }) => {
  await openMap(page);
  await dropText(page, 'worlds.txt', worlds(3000));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Count worlds by tf-idf' }).click();
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(2);
  for (const model of [/^Skip-gram/, /^LSA/]) {
    await choose(page, 'Model', model);
    if (String(model).includes('LSA')) await page.getByRole('textbox', { name: 'Dimensions' }).fill('4');
    await page.getByRole('button', { name: /^Train on/ }).click();
    await expect(page.getByTestId('training')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Train on/ })).toBeEnabled();
  }
  await expect(page.getByRole('region', { name: 'Spaces' }).getByRole('listitem')).toHaveCount(4);

  await page.getByRole('tab', { name: 'Compare' }).click();
  await choose(page, 'One space', /^Skip-gram 2/);
  await choose(page, 'Another', /^tf-idf/i);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByTestId('agreement')).toContainText('24');
  // Asking again ends the comparison before, which is over: the next one must still be answered.
  await choose(page, 'Another', /^LSA/);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByTestId('agreement')).toContainText('24');

  await page.getByRole('tab', { name: 'Topics' }).click();
  await page.getByRole('button', { name: /^Find topics/ }).click();
  await expect(page.getByTestId('topics').getByRole('listitem').first()).toContainText('of the text');
  await expect(page.getByTestId('topic-quality')).toContainText('NPMI');
  await expect(page.getByTestId('topics').getByRole('listitem').first()).toContainText('coherence');
  await page.getByRole('button', { name: 'How many?' }).click();
  await page.getByRole('textbox', { name: 'Numbers of topics' }).fill('2, 4');
  await page.getByRole('textbox', { name: 'Seeds each' }).fill('2');
  await page.getByRole('button', { name: /^Compare in/ }).click();
  await expect(page.getByTestId('sweep-chart').getByRole('img')).toHaveAccessibleName(/2 topics .* 4 topics/, { timeout: 15_000 });
  await expect(page.getByTestId('sweep-table').getByRole('row')).toHaveCount(3);

  await page.getByRole('tab', { name: 'Documents' }).click();
  await page.getByRole('textbox', { name: 'Search documents' }).fill('captain of the ship');
  await page.keyboard.press('Enter');
  for (const way of ['tfidf', 'lda', 'skipgram']) await expect(page.getByTestId(new RegExp(`^found-${way}-`)).getByRole('listitem').first()).toBeVisible();
});

test('vectors are known by their content, and the Embedding Projector’s two files by each other', async ({ page }) => {
  const names = Array.from({ length: 40 }, (_, i) => `bird${i}`);
  const numbers = (i: number) => Array.from({ length: 6 }, (_, d) => ((i * 7 + d * d * 3) % 11) / 8 - 0.5);
  await openMap(page);
  const spaces = page.getByRole('region', { name: 'Spaces' });
  await dropText(page, 'birds.txt', names.map((name, i) => `${name} ${numbers(i).join(' ')}`).join('\n'));
  await expect(page.getByRole('status').first()).toContainText('birds.txt holds vectors: it is opened as a space, not as a text.');
  await expect(page.getByRole('button', { name: 'Open it as a text' })).toBeVisible();
  await expect(spaces).toContainText('birds.txt');

  const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await page.locator('input[aria-label="Open text files"]').setInputFiles([
    file('proj.tsv', names.map((_, i) => numbers(i).join('\t')).join('\n')),
    file('proj.metadata.tsv', ['word\torder\tseen', ...names.map((name, i) => `${name}\t${i % 2 ? 'owls' : 'ducks'}\t${1900 + i}`)].join('\n')),
  ]);
  await expect(spaces).toContainText('proj.tsv');
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', '40');
  await choose(page, 'Colour by', 'Seen');
  await expect(page.locator('[data-map-obstacle]').filter({ hasText: 'Seen' })).toContainText('19001939');
  await choose(page, 'Colour by', 'Order');
  await expect(page.getByRole('button', { name: 'owls' })).toBeVisible();

  // A table that is dropped later tells more of the words, on the legend and the hover card.
  await dropText(page, 'proj.metadata.csv', ['bird,wings', ...names.map((name, i) => `${name},${i % 3 ? '"long, thin"' : 'short'}`).toReversed()].join('\n'));
  await page.getByRole('button', { name: 'Colour by wings' }).click();
  await expect(page.getByRole('button', { name: 'long, thin' })).toBeVisible();
  await page.getByRole('combobox', { name: /Find a word/ }).fill('bird3');
  await page.keyboard.press('Enter');
  await page.locator('[data-points]').press('n');
  await expect(page.locator('[data-hover-card]')).toContainText(/wings (long, thin|short)/);

  // Of an archive of many, one is chosen; the rest is never unpacked.
  const rows = (prefix: string) => Buffer.from(names.map((name, i) => `${prefix}${name} ${numbers(i).join(' ')}`).join('\n'));
  await dropText(page, 'owls.zip', Buffer.from(zipSync({ 'owls/barn.txt': rows('barn'), 'owls/snowy.txt': rows('snowy'), 'owls/eagle.txt': rows('eagle'), 'owls/little.txt': rows('little'), 'owls/tawny.txt': rows('tawny') })));
  const choice = page.getByRole('dialog', { name: 'Vectors in owls.zip' });
  await expect(choice).toBeVisible();
  await noViolations(page, 'dialog[open]');
  await choice.getByRole('button', { name: /tawny/ }).click();
  await expect(choice).toBeHidden();
  await expect(spaces).toContainText('tawny.txt');
  await expect(spaces).not.toContainText('barn');
});
