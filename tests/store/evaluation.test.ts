/** Evaluation as the page drives it, with the job run on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { changeEvaluation, evaluateSpaces, knownAs, openAsTest, removeTest, shownScores, sniffTest } from '../../lib/store/evaluation';
import { BUILT_IN } from '../../lib/store/answers';
import { initialState } from '../../lib/store/state';
import { activeSpace, get, set } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';
import { removeSpace } from '../../lib/store/spaces';

const bytes = (text: string) => new TextEncoder().encode(text);
const VECTORS = '6 2\nMan 1 0\nwoman 1 1\nking 3 0.1\nqueen 3 3\ncat 0 1\ndog 0.1 1\n';
const QUESTIONS = ': family\nman woman king queen\nking queen man woman\nman woman lord lady\n';

const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);

beforeEach(async () => {
  set({ ...initialState });
  await openFiles([{ name: 'mine.vec', bytes: bytes(VECTORS) }]);
  await settled();
});

test('a dropped file of questions is evaluated in place, with a way back to a text', async () => {
  expect(await openFiles([{ name: 'q.txt', bytes: bytes(QUESTIONS.repeat(5)) }])).toBe(true);
  await settled();
  expect(get().corpora).toEqual([]);
  expect(get().view.ask).toBe('evaluate');
  const [{ space, reports }] = shownScores(get());
  expect(space.title).toBe('mine.vec');
  expect(reports).toHaveLength(1);
  expect(reports[0][0]).toMatchObject({ kind: 'analogies', name: 'q.txt', report: { asked: 10, skipped: 5, unknown: ['lord', 'lady'] } });
  expect(reports[0][0].report).toHaveProperty('questions.length', 15);

  const notice = get().notices.at(-1);
  expect(notice?.text).toContain('q.txt holds analogy questions');
  notice?.action?.run();
  await expect.poll(() => get().corpora.map((c) => c.title)).toEqual(['q']);
});

test('what may be a text is opened as one, with a way to evaluate it', async () => {
  const poem = Array.from({ length: 12 }, () => 'man woman king queen').join('\n');
  await openFiles([{ name: 'poem.txt', bytes: bytes(poem) }]);
  expect(get().corpora.map((c) => c.title)).toEqual(['poem']);
  expect(get().evaluation.files).toEqual([]);
  get().notices.find((n) => n.action)?.action?.run();
  await settled();
  expect(get().evaluation).toMatchObject({ chosen: 'poem.txt' });
  expect(shownScores(get())).toHaveLength(1);
});

test('built-in questions of every space; a vocabulary of its own; spaces that go take their scores along', async () => {
  await openFiles([{ name: 'other.vec', bytes: bytes(VECTORS) }]);
  await settled();
  await evaluateSpaces(get().spaces.map((s) => s.id));
  const shown = shownScores(get());
  expect(shown.map(({ space }) => space.id)).toEqual([get().spaceId, get().spaces.find((s) => s.id !== get().spaceId)?.id]);
  expect(shown[0].reports[0].map((r) => r.kind)).toEqual(['analogies', 'odd', 'categories']);
  changeEvaluation({ vocabulary: 5000 });
  expect(shownScores(get())).toEqual([]);
  changeEvaluation({ vocabulary: 15_000 });
  const { id } = get().spaces[0];
  removeSpace(id);
  await openFiles([{ name: 'third.vec', bytes: bytes(VECTORS) }]);
  await settled();
  expect(shownScores(get())).toHaveLength(1);
  expect(Object.keys(get().evaluation.scores)).toHaveLength(1);
});

test('each seed of a space is asked', async () => {
  const space = activeSpace(get());
  if (!space) throw new Error('no space');
  set({ spaces: [{ ...space, ensemble: [space.words, space.words] }] });
  await evaluateSpaces([space.id]);
  const [{ reports }] = shownScores(get());
  expect(reports).toHaveLength(2);
  expect(reports[0][1].report.interval).toEqual(reports[1][1].report.interval);
});

test('a malformed or foreign file is told and changes nothing', async () => {
  expect(await openAsTest({ name: 'bad.txt', bytes: bytes(`${QUESTIONS.repeat(3)}man woman king\n`) })).toBe(false);
  expect(get().notices.at(-1)?.text).toMatch(/bad\.txt, line 13: a question has four words/);
  expect(await openAsTest({ name: 'prose.txt', bytes: bytes('Call me Ishmael. Some years ago, never mind how long.') })).toBe(false);
  expect(get().notices.at(-1)?.text).toContain('prose.txt holds none of the questions known here');
  const latin = Uint8Array.of(...bytes(QUESTIONS), ...Array.from({ length: 70_000 }, () => 10), 0xe9, 10);
  expect(await openAsTest({ name: 'latin.txt', bytes: latin })).toBe(false);
  expect(get().notices.at(-1)?.text).toContain('latin.txt is not UTF-8');
  expect(get().evaluation).toEqual(initialState.evaluation);
});

test('a file of UTF-16, as spreadsheets write it, is evaluated; a short one too where it is meant', async () => {
  const utf16 = Uint8Array.from(`\ufeff${QUESTIONS}`, (c) => c.charCodeAt(0) & 255);
  const wide = new Uint8Array(2 * utf16.length).map((_, i) => (i === 1 ? 0xfe : i % 2 ? 0 : utf16[i / 2]));
  expect(await openFiles([{ name: 'wide.txt', bytes: wide }])).toBe(true);
  expect(get().evaluation.files[0]).toMatchObject({ name: 'wide.txt', kind: 'analogies' });
  expect(get().corpora).toEqual([]);
  expect(await openAsTest({ name: 'short.txt', bytes: bytes('man woman 9\ncat dog 8\n') })).toBe(true);
  expect(get().evaluation.chosen).toBe('short.txt');
  await settled();
});

test('a dropped file with a faulty line is told by that line alone', async () => {
  set({ notices: [] });
  expect(await openFiles([{ name: 'faulty.txt', bytes: bytes(`${QUESTIONS.repeat(3)}man woman king\n`) }])).toBe(false);
  expect(get().notices.map((n) => n.text)).toEqual([expect.stringMatching(/faulty\.txt, line 13: a question has four words/)]);
  expect(get().notices[0].action?.label).toBe('Open it as a text');
});

test('a cancelled evaluation leaves no score; a removed file gives way to the built-in questions', async () => {
  const running = evaluateSpaces([get().spaces[0].id]);
  get().jobs.find((j) => j.kind === 'evaluate')?.cancel();
  await running;
  expect(shownScores(get())).toEqual([]);
  expect(get().notices.filter((n) => n.kind === 'problem')).toEqual([]);
  await openAsTest({ name: 'q.txt', bytes: bytes(QUESTIONS) });
  await settled();
  removeTest('q.txt');
  expect(get().evaluation).toMatchObject({ files: [], chosen: BUILT_IN });
});

test('a word is told as the space writes it', () => {
  const space = activeSpace(get());
  expect(space && knownAs(space, 'man')).toBe('Man');
  expect(space && knownAs(space, 'zebra')).toBeNull();
});

test('sniffing looks at plain texts only and at their beginning', () => {
  expect(sniffTest({ name: 'q.zip', bytes: bytes(QUESTIONS) })).toBeNull();
  expect(sniffTest({ name: 'questions', bytes: bytes(QUESTIONS) })).toEqual({ kind: 'analogies', sure: true });
  expect(sniffTest({ name: 'q.txt', bytes: Uint8Array.of(0xe9, 0x20) })).toBeNull();
  const long = `: accents\n${'élan vital à côté\n'.repeat(8000)}`;
  expect(sniffTest({ name: 'q.txt', bytes: bytes(long) })).toEqual({ kind: 'analogies', sure: true });
  expect(sniffTest({ name: 'x.txt', bytes: new Uint8Array(0) })).toBeNull();
});
