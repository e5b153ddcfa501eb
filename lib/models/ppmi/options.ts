/** What a person can set of models that begin with counts of neighbouring words. */
import type { Option, OptionValues } from '../../options';
import { weightings, type CooccurrenceOptions } from './cooccurrence';

/** @param window words on each side @param weighting index into `weightings` @param sample 0 keeps all */
export function windowOptions(window: number, weighting: number, sample: number): Option[] {
  return [
    { name: 'window', label: 'Window', help: 'Words counted on each side: wide windows find topics, narrow ones kinds of words.', default: window, min: 1, max: 50, integer: true },
    { name: 'weighting', label: 'Near words count', help: 'How much more a near word counts than a far one.', default: weighting, min: 0, max: 2, integer: true, choices: ['all alike', 'less by steps', '1 ÷ distance'], advanced: true },
    { name: 'sample', label: 'Subsampling', help: 'Words with a larger share of the text are partly left out; 0 keeps all.', default: sample, min: 0, max: 1, integer: false, advanced: true },
    { name: 'words', label: 'Words', help: 'Only the so many most frequent words get vectors.', default: 30_000, min: 1, max: 200_000, integer: true, advanced: true },
  ];
}

export const seed: Option = { name: 'seed', label: 'Seed', help: 'Start of the random draws: the same seed gives the same vectors.', default: 1, min: 0, max: 2 ** 31 - 1, integer: true, advanced: true };

export function cooccurrenceOptions({ window, weighting, words, sample, seed }: OptionValues): CooccurrenceOptions {
  return { window, weighting: weightings[weighting], words, subsample: sample, seed };
}

export const association: Option[] = [
  { name: 'shift', label: 'Shift', help: 'Pairs must meet more than so many times as often as by chance; like negatives.', default: 1, min: 1, max: 100, integer: false },
  { name: 'smoothing', label: 'Context smoothing', help: 'Below 1, rare contexts count less: .75 as in word2vec; 1 leaves them alone.', default: 0.75, min: 0, max: 1, integer: false, advanced: true },
];
