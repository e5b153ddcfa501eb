import type { Page } from '@playwright/test';
import { changeTheme, choose, dropText, expect, noViolations, OPEN_TAB, openMap, test } from './page';

const QUESTIONS = `: ours\n${['man woman king queen', 'king queen man woman', 'man woman boy girl', 'man woman zzzz girl', 'father mother son daughter'].join('\n')}\n`;
const PAIRS = ['king\tqueen\t9', 'man\twoman\t8.5', 'water\tsea\t7', 'sea\tocean\t9.5', 'king\twater\t1', 'woman\tsea\t0.5', 'zzzz\tsea\t3'].join('\n');

/** A real drop on the page. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(([file, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], file, { type: 'text/plain' }));
    return transfer;
  }, [name, content]);
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: data });
}

test('built-in questions: scores by section, the single answers, a word and an analogy from there', async ({ page }) => {
  await openMap(page);
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await page.getByRole('button', { name: /^Evaluate Skip-gram/ }).click();
  const scores = page.getByTestId('scores');
  await expect(scores.getByRole('region', { name: 'Analogies' })).toContainText('questions could be asked');
  for (const test of ['Odd one out', 'Categories']) await expect(scores.getByRole('region', { name: test })).toContainText('%');
  const plurals = scores.getByRole('button', { name: /^.?plurals/ });
  await expect(plurals).toContainText(/\d+ %/);
  await expect(plurals).toContainText('of 108');

  await scores.getByRole('button', { name: /capitals/ }).click();
  await expect(scores).toContainText('A small corpus names most of them a few times or never');
  await expect(scores.getByTestId('single-answers')).toContainText('not asked: a word is unknown');
  await scores.getByRole('button', { name: /capitals/ }).click();

  await scores.getByRole('button', { name: /family and gender/ }).click();
  await expect(scores.getByTestId('single-answers')).toContainText('✓ right');
  await scores.getByTestId('single-answers').getByRole('button', { name: 'mother', exact: true }).first().click();
  await expect(page).toHaveURL(/word=mother/);
  await scores.getByRole('button', { name: /^Solve .+ in the Analogy panel/ }).first().click();
  await expect(page.getByTestId('answers').getByRole('listitem').first()).toBeVisible();
});

test('two spaces side by side with one press; another vocabulary asks anew; cancel leaves nothing', async ({ page }) => {
  await openMap(page);
  await page.getByRole('button', { name: /^Load GloVe/ }).click();
  await page.getByRole('tab', { name: 'Evaluate' }).click();
  await page.getByRole('button', { name: 'All 2 spaces' }).click();
  const capitals = page.getByTestId('scores').getByRole('button', { name: /capitals/ });
  await expect(capitals.locator('[data-score]')).toHaveCount(2, { timeout: 60_000 });
  const percent = async (id: string) => Number(/(\d+) %/.exec(await capitals.locator(`[data-score=${id}]`).innerText())?.[1]);
  expect(await percent('glove')).toBeGreaterThan(60);
  expect(await percent('default')).toBeLessThan(30);
  await choose(page, 'Most frequent words', /^All/);
  await expect(page.getByTestId('scores')).toHaveCount(0);
  await page.getByRole('button', { name: 'All 2 spaces' }).click();
  await page.getByRole('region', { name: 'Evaluate' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'All 2 spaces' })).toBeVisible();
  await expect(page.getByTestId('scores')).toHaveCount(0);
});

test('dropped files are evaluated in place, and a text again at one press', async ({ page }) => {
  await openMap(page);
  await drop(page, 'mine.txt', QUESTIONS);
  const panel = page.getByRole('region', { name: 'Evaluate' });
  await expect(panel.getByRole('combobox', { name: 'Questions' })).toContainText('mine.txt');
  await expect(panel).toContainText('4 of 5 questions could be asked');
  await expect(panel).toContainText('zzzz');
  await dropText(page, 'pairs.tsv', PAIRS);
  await expect(panel.getByRole('region', { name: /^Similarity/ })).toContainText('6 of 7 pairs could be asked');
  await panel.getByRole('button', { name: 'The single pairs' }).click();
  await expect(panel.getByTestId('single-answers').getByRole('listitem')).toHaveCount(6);
  await expect(page.getByRole('combobox', { name: 'Corpus' })).not.toContainText('pairs');

  await dropText(page, 'twenty.txt', Array.from({ length: 60 }, () => 'sea ship sail wave').join('\n'));
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('twenty');
  await page.getByRole('button', { name: 'Evaluate it' }).click();
  await expect(panel.getByRole('combobox', { name: 'Questions' })).toContainText('twenty.txt');
  await panel.getByLabel('Open a file of questions').setInputFiles({ name: 'bad.txt', mimeType: 'text/plain', buffer: Buffer.from(`${QUESTIONS}one two three\n`) });
  await expect(page.getByRole('status').first()).toContainText('bad.txt, line 7: a question has four words');
  await panel.getByRole('button', { name: 'Remove' }).click();
  await expect(panel.getByRole('combobox', { name: 'Questions' })).toContainText('Built-in');
});

test('axe finds nothing in the scores, light and dark, nor do they leave a phone', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openMap(page, '/?ask=evaluate');
  await page.getByRole('button', { name: /^Evaluate Skip-gram/ }).click();
  await page.getByTestId('scores').getByRole('button', { name: /family and gender/ }).click();
  await page.getByTestId('scores').getByRole('button', { name: /body part/ }).last().click();
  await page.getByText('What the figures mean').click();
  await noViolations(page, OPEN_TAB);
  await changeTheme(page, 'dark');
  await noViolations(page, OPEN_TAB);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
