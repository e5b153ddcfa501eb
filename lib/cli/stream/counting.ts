/** The first pass over a streamed text: the vocabulary, without holding the text. */
import { WordspaceError } from '../../error';
import type { TextOptions } from '../../text/encode';
import { Tally } from '../../text/tally';
import { report, warn } from '../terminal';
import { nameOf, scanTexts, type TextFile } from './texts';

/** Plain data: what a checkpoint remembers of the first pass. */
export interface Counted {
  /** The vocabulary, and how often each of its words occurs. */
  words: string[];
  counts: number[];
  /** Of the whole text; where rare words were forgotten, `types` are those still known. */
  tokens: number;
  types: number;
  /** Counts may be too low by so much (see Tally). */
  missed: number;
}

/** Set by a signal: stop at the next good moment. */
export interface Stopping {
  asked?: NodeJS.Signals;
}

/** @throws WordspaceError as `scanTexts` and the choice of a vocabulary do, and when it is stopped */
export async function countWords(files: TextFile[], options: TextOptions, stopping: Stopping): Promise<Counted> {
  const tally = new Tally();
  const told = report();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  for await (const done of scanTexts(files, options, tally)) {
    told({ stage: 'counting words', done, total, figures: { tokens: tally.tokens, types: tally.types } });
    if (stopping.asked) throw new WordspaceError('Stopped while the words were counted, before anything was learned; begin again.');
  }
  const { words, counts } = tally.vocabulary(nameOf(files), options);
  const { tokens, types, missed } = tally;
  if (missed > 0) {
    warn(
      `The text has more different words than are kept count of, so the rarest were forgotten ${tally.forgotten} times: ` +
        `counts may be too low by up to ${missed}, and words that occur fewer than ${options.minCount + missed} times may be missing.`,
    );
  }
  return { words, counts: Array.from(counts), tokens, types, missed };
}
