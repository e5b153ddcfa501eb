import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** A page that may not log an error nor ask another origin for anything. */
export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL ?? '') && !/^(data|blob):/.test(url)) problems.push(`foreign request: ${url}`);
    });
    await use(page);
    expect(problems).toEqual([]);
  },
});

export { expect };

/** For `test.use` in specs of what moves: the others go without, as someone who prefers so. */
export const MOTION = { contextOptions: { reducedMotion: 'no-preference' } } as const;

/** Open the workbench and wait until its map is drawn. */
export async function openMap(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('[data-points]')).toHaveAttribute('data-points', /^[1-9]/);
}

/** Sentences about three worlds that never meet: a model must keep them apart. */
export function worlds(sentences: number): string {
  const kitchen = ['bread', 'butter', 'cheese', 'knife', 'plate', 'soup', 'spoon', 'table'];
  const harbour = ['anchor', 'captain', 'harbour', 'mast', 'rope', 'sail', 'ship', 'wave'];
  const garden = ['apple', 'blossom', 'bush', 'flower', 'leaf', 'rake', 'root', 'seed'];
  let state = 7;
  const draw = (n: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % n;
  };
  const sentence = (paragraph: number) => {
    const world = [kitchen, harbour, garden][paragraph % 3];
    return Array.from({ length: 8 }, (_, i) => (i === 3 ? 'and' : world[draw(world.length)])).join(' ');
  };
  return Array.from({ length: sentences }, (_, i) => `${sentence(Math.floor(i / 40))}.${i % 40 === 39 ? '\n\n' : ''}`).join(' ');
}

export async function dropText(page: Page, name: string, content: string | Buffer): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  await page.locator('input[aria-label="Open text files"]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
}

/** The panel of the tab that is open. */
export const OPEN_TAB = '[role=tabpanel][data-state=active]';

/** Axe finds nothing in these parts of the page, or in all of it, which takes seconds. */
export async function noViolations(page: Page, ...parts: string[]): Promise<void> {
  const axe = parts.reduce((builder, part) => builder.include(part), new AxeBuilder({ page }));
  const { violations } = await axe.analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([]);
}

/** Change to the light or dark theme, where it is the other. */
export async function changeTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const other = page.getByRole('button', { name: `Change to ${theme} theme` });
  if (await other.isVisible()) await other.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** Choose an entry of a labelled drop-down list. */
export async function choose(page: Page, label: string, entry: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: entry }).first().click();
}

/** Look at the first occurrence of a word, with the Step tab open. */
export async function findInText(page: Page, word: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Word to find in the text' }).fill(word);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('place')).toContainText(word);
}

/** A coin may leave the word out of the step. */
export async function untilItStays(page: Page): Promise<void> {
  const toss = page.getByRole('button', { name: 'Toss until it stays' });
  const next = page.getByRole('button', { name: 'Next: window' });
  await expect(toss.or(next)).toBeVisible();
  if (await toss.isVisible()) await toss.click();
  await expect(next).toBeEnabled();
}
