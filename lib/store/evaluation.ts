import { builtInTests } from '../../data/questions';
import type { NamedBytes } from '../formats/corpora';
import { utf16 } from '../formats/decode';
import { start } from '../jobs/client';
import { checkTest, type Test, type TestReport } from '../space/evaluation';
import { evaluationKind, type EvaluationKind, type Sniffed } from '../space/evaluation-kind';
import { WordspaceError } from '../error';
import { find } from '../space/suggest';
import { BUILT_IN, scoreKey } from './answers';
import type { AppState, NoticeAction, OpenSpace } from './state';
import { get, notify, sentence, set, track } from './store';

/** Putting spaces to the test: with the built-in questions or with files that a person brings. */

export const TEST_KINDS: Record<EvaluationKind, string> = {
  analogies: 'analogy questions',
  similarity: 'pairs of words judged for similarity',
  odd: 'groups of words with an odd one',
  categories: 'words with their categories',
};

/** So much of a file tells what it is. */
const BEGINNING = 1 << 16;

/** Which kind of test a file holds, or null where it is something else, or no plain text. What describes vectors, by its name, may look like one. @param meant whether a person has said that it is a test */
export function sniffTest({ name, bytes }: NamedBytes, meant = false): Sniffed | null {
  if (!/(^[^.]*|\.(txt|tsv|csv|dat|questions))$/i.test(name)) return null;
  try {
    // the last line may be cut, in the middle of a letter too
    const cut = bytes.length > BEGINNING;
    const beginning = decoder(bytes).decode(bytes.subarray(0, BEGINNING), { stream: cut });
    const sniffed = evaluationKind(cut ? beginning.slice(0, Math.max(0, beginning.lastIndexOf('\n'))) : beginning, meant);
    return sniffed && { ...sniffed, sure: sniffed.sure && !/(^|\.)metadata\.tsv$/i.test(name) };
  } catch {
    return null;
  }
}

/** Keep a file of questions, show its panel and put the space on the map to it. @param otherwise offered where a line of it is faulty */
export async function openTest({ name, bytes }: NamedBytes, kind: EvaluationKind, otherwise?: NoticeAction): Promise<boolean> {
  let test: Test;
  try {
    test = { kind, name, text: textOf(name, bytes) };
    checkTest(test);
  } catch (error) {
    notify('problem', sentence(error), otherwise);
    return false;
  }
  set(({ evaluation, view }) => ({
    evaluation: {
      ...evaluation,
      files: [...evaluation.files.filter((f) => f.name !== name), test],
      chosen: name,
      // a file of the same name may hold something else now
      scores: Object.fromEntries(Object.entries(evaluation.scores).filter(([key]) => key.split('\n')[1] !== name)),
    },
    view: { ...view, ask: 'evaluate' },
  }));
  const { spaceId } = get();
  if (spaceId) void evaluateSpaces([spaceId]);
  return true;
}

/** A file chosen in the panel: it must be a test, however short. */
export async function openAsTest(file: NamedBytes): Promise<boolean> {
  const sniffed = sniffTest(file, true);
  if (sniffed) return openTest(file, sniffed.kind);
  notify('problem', `${file.name} holds none of the questions known here: “a b c d” under “: section” lines, “word word score”, “word word word | odd”, or “word” and “category” with a tab between, a line each.`);
  return false;
}

export function removeTest(name: string): void {
  set(({ evaluation }) => ({
    evaluation: { ...evaluation, files: evaluation.files.filter((f) => f.name !== name), chosen: evaluation.chosen === name ? BUILT_IN : evaluation.chosen },
  }));
}

export function changeEvaluation(change: Partial<Pick<AppState['evaluation'], 'chosen' | 'vocabulary'>>): void {
  set(({ evaluation }) => ({ evaluation: { ...evaluation, ...change } }));
}

/** Put spaces to what is chosen, one after the other; what is finished stays when the rest is cancelled. */
export async function evaluateSpaces(ids: string[]): Promise<void> {
  const { chosen, vocabulary, files } = get().evaluation;
  const tests = chosen === BUILT_IN ? builtInTests() : files.filter((f) => f.name === chosen);
  for (const running of get().jobs.filter((j) => j.kind === 'evaluate')) running.cancel();
  const spaces = get().spaces.filter((s) => ids.includes(s.id));
  for (const [at, space] of spaces.entries()) {
    const title = `Evaluating ${space.title}${spaces.length > 1 ? ` (${at + 1} of ${spaces.length})` : ''}`;
    const reports = await track('evaluate', title, async (update) => {
      const job = start('evaluate', { spaces: seedsOf(space), tests, vocabulary }, (progress) => update({ progress }));
      update({ cancel: job.cancel });
      return job.promise;
    });
    if (!reports) return;
    const key = scoreKey(space.id, chosen, vocabulary);
    set(({ evaluation }) => ({ evaluation: { ...evaluation, scores: { ...evaluation.scores, [key]: { of: space.words, reports } } } }));
  }
}

/** What open spaces scored at what is chosen, the space on the map first. */
export function shownScores({ spaces, spaceId, evaluation }: Pick<AppState, 'spaces' | 'spaceId' | 'evaluation'>): { space: OpenSpace; reports: TestReport[][] }[] {
  const ordered = [...spaces].sort((a, b) => Number(b.id === spaceId) - Number(a.id === spaceId));
  return ordered.flatMap((space) => {
    const scores = evaluation.scores[scoreKey(space.id, evaluation.chosen, evaluation.vocabulary)];
    return scores?.of === space.words ? [{ space, reports: scores.reports }] : [];
  });
}

/** A word of a question as the space on the map writes it, or null where it has none. */
export function knownAs(space: OpenSpace, word: string): string | null {
  const row = find(space.words, word);
  return row < 0 ? null : space.words.names[row];
}

function seedsOf(space: OpenSpace) {
  return (space.ensemble ?? [space.words]).map((words) => words.data);
}

/** UTF-8, or UTF-16 where a mark says so, as for texts. */
function decoder(bytes: Uint8Array): TextDecoder {
  return new TextDecoder(utf16(bytes) ?? 'utf-8', { fatal: true });
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    return decoder(bytes).decode(bytes);
  } catch {
    throw new WordspaceError(`${name} is not UTF-8 text; save it as UTF-8.`);
  }
}
