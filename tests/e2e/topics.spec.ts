import { changeTheme, choose, dropText, expect, noViolations, OPEN_TAB, openMap, test, worlds } from './page';

const PLACES = ['kitchen', 'harbour', 'garden'];

/** Documents of three worlds, one a year in turn: kitchen in 1900, harbour in 1901, garden in 1902. All of them talk of the weather. */
function documents(): string {
  const paragraphs = worlds(3600).split('\n\n').filter(Boolean);
  return ['title,year,place,text', ...paragraphs.map((text, i) => `document ${i},${1900 + (i % 3)},${PLACES[i % 3]},"${text.trim().replaceAll(' and ', ' weather ')}"`)].join('\n');
}

test('topics are read from every side: words, documents, a map, the years; and changed', async ({ page }) => {
  await openMap(page);
  await dropText(page, 'worlds.csv', documents());
  await expect(page.getByRole('combobox', { name: 'Corpus' })).toContainText('worlds');
  await choose(page, 'Model', /^LDA/);
  await page.getByRole('textbox', { name: 'Topics' }).fill('3');
  await page.getByRole('textbox', { name: 'Iterations' }).fill('60');
  await page.getByRole('textbox', { name: 'Largest document share' }).fill('1');
  await page.getByRole('button', { name: /^Train on/ }).click();
  await page.getByRole('tab', { name: 'Topics' }).click();
  const topics = page.getByTestId('topics').getByRole('listitem');
  await expect(topics).toHaveCount(3);
  await changeTheme(page, 'dark');

  await test.step('a topic, from its beginning, its words by λ, its documents', async () => {
    await page.setViewportSize({ width: 1440, height: 360 });
    await page.locator(OPEN_TAB).evaluate((panel) => (panel.scrollTop = panel.scrollHeight));
    await topics.filter({ hasText: 'captain' }).getByRole('button').click();
    await expect(page.getByRole('textbox', { name: 'Name of this topic' })).toBeInViewport();
    await page.setViewportSize({ width: 1440, height: 900 });
    const words = page.getByTestId('topic-words').getByRole('listitem');
    await expect(words.first()).toContainText('of this topic');
    const slider = page.getByRole('slider', { name: /^Words/ });
    await slider.fill('1');
    await expect(words.first()).toContainText('weather');
    await slider.fill('0');
    await expect(words.first()).not.toContainText('weather');
    await page.getByRole('textbox', { name: 'Name of this topic' }).fill('the sea');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Topic: the sea' })).toBeVisible();
    await noViolations(page, OPEN_TAB);
    await page.getByTestId('topic').getByRole('button', { name: /^document/ }).first().click();
    const document = page.getByTestId('topic-document');
    await expect(document.getByRole('list', { name: 'Topics of this document' }).getByRole('listitem').first()).toContainText('the sea');
    await expect(document.getByTitle('the sea').first()).toBeVisible();
    await noViolations(page, OPEN_TAB);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'All topics' }).click();
  });

  await test.step('the search calls the topic by its name', async () => {
    await page.getByRole('tab', { name: 'Documents' }).click();
    await page.getByRole('textbox', { name: 'Search documents' }).fill('captain rope');
    await page.keyboard.press('Enter');
    const board = page.getByRole('region', { name: 'Documents side by side' });
    await expect(board.getByRole('region', { name: 'LDA' }).getByRole('list', { name: 'What speaks for it' }).first()).toContainText('the sea');
    await page.keyboard.press('Escape');
    await expect(board).toBeHidden();
    await page.getByRole('tab', { name: 'Topics' }).click();
  });

  await test.step('their regions on the map of the words: named, clicked, put away', async () => {
    const map = page.locator('[data-map]');
    await expect(map).toHaveAttribute('data-regions', /the sea/);
    expect((await map.getAttribute('data-regions'))!.split('; ')).toHaveLength(3);
    await expect(map).toHaveAttribute('data-moving', 'false');
    // They may stand otherwise than the one name did that was alone.
    await expect(map).toHaveAttribute('data-names', /^(?=.*the sea @)(.+ @ \d+,\d+(; )?){3}$/);
    const [, x, y] = /the sea @ (\d+),(\d+)/.exec((await map.getAttribute('data-names'))!)!;
    await map.locator('canvas').last().click({ position: { x: Number(x), y: Number(y) } });
    await expect(page.getByRole('region', { name: 'Topic: the sea' })).toBeVisible();
    await expect(map).toHaveAttribute('data-regions', 'the sea');
    await page.getByRole('button', { name: 'All topics' }).click();
    await page.getByRole('checkbox', { name: 'Draw them as regions on the map' }).uncheck();
    await expect(map).not.toHaveAttribute('data-regions');
    await page.getByRole('checkbox', { name: 'Draw them as regions on the map' }).check();
    await expect(map).toHaveAttribute('data-regions', /the sea/);
  });

  await test.step('the map of topics and the years', async () => {
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    await expect(page.getByTestId('intertopic').getByRole('button')).toHaveCount(3);
    await noViolations(page, OPEN_TAB);
    await expect(page.getByTestId('salient').getByRole('listitem').first()).toContainText(/[a-z]+\d/);
    await page.getByRole('button', { name: 'Over …' }).click();
    await expect(page.getByTestId('topics-over').getByRole('listitem').filter({ hasText: 'the sea' })).toContainText('most in 1901');
    await choose(page, 'Over', 'place');
    const sea = page.getByTestId('topics-over').getByRole('listitem').filter({ hasText: 'the sea' });
    await expect(sea).toContainText(/most in harbour: \d+\.\d %, (kitchen|garden) \d+\.\d %/);
    await expect(sea.getByRole('img')).toHaveAccessibleName(/^the sea: kitchen: \d+\.\d %, harbour: \d+\.\d %, garden: /);
    await expect(page.getByTestId('over-axis')).toHaveText('kitchenharbourgarden');
    await choose(page, 'In order', 'by name');
    await expect(page.getByTestId('over-axis')).toHaveText('gardenharbourkitchen');
    await page.getByRole('checkbox', { name: 'One scale for all charts' }).check();
    await expect(page.getByText(/All charts are of one height, \d+/)).toBeVisible();
    await changeTheme(page, 'light');
    await noViolations(page, OPEN_TAB);
  });

  await test.step('a new text', async () => {
    await page.getByRole('button', { name: 'New text' }).click();
    await page.getByRole('textbox', { name: /^Paste a text/ }).fill('The captain let the anchor go; then the bread was cut, and the rope.');
    const placed = page.getByTestId('topic-new-text');
    await expect(placed.getByRole('list', { name: 'Topics of this text' }).getByRole('listitem').first()).toContainText('the sea');
    await expect(placed.getByRole('button', { name: 'anchor', exact: true })).toHaveAttribute('title', 'the sea');
    await noViolations(page, OPEN_TAB);
  });

  await test.step('two topics merged, taken apart, one hidden; the names stay after a reload', async () => {
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await topics.filter({ hasText: 'the sea' }).getByRole('button').click();
    await choose(page, 'Merge into', /^topic/);
    await expect(page.getByTestId('topic')).toContainText('2 topics in one');
    await page.getByRole('button', { name: 'All topics' }).click();
    await expect(page.getByTestId('topic-quality')).toContainText('Merged topics count as one: 2 of 3');
    // The merged one is the largest, and judged as one.
    await expect(topics.first()).toContainText(/coherence [−-]?\.?\d/);
    await topics.first().getByRole('button').click();
    await page.getByRole('button', { name: 'Take apart' }).click();
    await expect(topics).toHaveCount(3);
    await topics.filter({ hasText: 'bread' }).getByRole('button').click();
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    await page.getByRole('button', { name: 'All topics' }).click();
    await expect(topics.last()).toContainText('hidden');
    await page.reload();
    await expect(page.locator('[data-points]')).toHaveAttribute('data-points', /^[1-9]/);
    await expect(page.getByTestId('topics').getByRole('listitem').filter({ hasText: 'the sea' })).toBeVisible();
  });
});
