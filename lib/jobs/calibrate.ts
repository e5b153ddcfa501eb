/**
 * How fast this machine trains: the real trainer on the beginning of the real text with
 * the real settings, until the engine has compiled its loops and 0.2 s have been measured.
 */
import { sentencesOf, type EncodedCorpus } from '../text/corpus';
import type { Progress } from '../work';
import { openSession, type SessionHost, type TrainInput } from './session';

/** Seconds that are measured, after as many that are not. */
const MEASURED = 0.2;
/** Tokens of the beginning: enough for every cache to miss as it will. */
const TOKENS = 300_000;

/** @returns tokens a second, tokens being counted as progress counts them */
export function calibrate(input: TrainInput, { spawn }: Pick<SessionHost, 'spawn'>, signal?: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    let began: { at: number; done: number } | null = null;
    let warm = 0;
    const onProgress = ({ done }: Progress) => {
      const now = performance.now() / 1000;
      if (done === 0) return;
      warm ||= now;
      if (!began && now - warm >= MEASURED) began = { at: now, done };
      else if (began && now - began.at >= MEASURED) {
        resolve((done - began.done) / (now - began.at));
        session.cancel();
      }
    };
    const session = openSession({ ...input, options: { ...input.options, epochs: 1000 } }, { spawn, onProgress });
    signal?.addEventListener('abort', () => session.cancel(), { once: true });
    session.trained.then(() => resolve(session.progress().figures?.tokensPerSecond ?? 0), reject);
  });
}

/** The beginning of a corpus with the vocabulary of all of it: what `calibrate` is given, so that little is copied. */
export function beginning(corpus: EncodedCorpus): EncodedCorpus {
  const last = corpus.sentences.findIndex((bound) => bound >= TOKENS);
  const sentences = last < 0 ? corpus.sentences : corpus.sentences.slice(0, last + 1);
  const ids = corpus.ids.slice(0, sentences[sentences.length - 1]);
  return sentencesOf({ ...corpus, ids, sentences });
}
