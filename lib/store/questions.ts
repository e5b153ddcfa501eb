import { analogy } from '../space/analogy';
import { seedAnalogy } from '../space/ensemble/analogy';
import { shownMoment } from './film-moment';
import { activeSpace, get, sentence, set } from './store';

/** Choosing words and asking spaces. */

/** Answers are offered from this many most frequent words: rare words make noise. */
export const ANALOGY_VOCABULARY = 15_000;

/** Choose a word in all spaces; `fly` moves the camera to it. */
export function select(word: string | null, fly = true): void {
  set((s) => ({ selected: word, why: s.why?.word === word ? s.why : null, flight: s.flight + (fly && word ? 1 : 0), analogy: { ...s.analogy, result: null } }));
}

/** @param turn whether the page turns to the answer */
export function ask(expression: string, method = get().analogy.method, turn = true): void {
  const space = activeSpace(get());
  if (!space || expression.trim() === '') {
    set({ analogy: { expression, method, result: null, of: null, error: null } });
    return;
  }
  try {
    const options = { method, k: 10, vocabulary: ANALOGY_VOCABULARY, excludeInputs: true };
    const moment = shownMoment(get(), space);
    const words = moment?.words ?? space.words;
    const result = space.ensemble && !moment ? seedAnalogy(space.ensemble, expression, options) : analogy(words, expression, options);
    set((s) => ({ analogy: { expression, method, result, of: { title: space.title, words: words.size }, error: null }, view: turn ? { ...s.view, ask: 'analogy' } : s.view }));
  } catch (error) {
    set((s) => ({ analogy: { expression, method, result: null, of: null, error: sentence(error) }, view: turn ? { ...s.view, ask: 'analogy' } : s.view }));
  }
}

/** The open analogy, asked of the space now on the map. */
export function askAgain(): void {
  const { analogy: now } = get();
  if (now.result || now.error) ask(now.expression, now.method, now.result !== null);
}

/** The same where it stands: another moment of the same training answers. */
export function answerAgain(): void {
  const { analogy: now } = get();
  if (now.result || now.error) ask(now.expression, now.method, false);
}
