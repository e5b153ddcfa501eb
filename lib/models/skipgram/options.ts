/** The options that skip-gram, CBOW and subword skip-gram share. Defaults are word2vec.c's unless a model says otherwise. */
import type { Option } from '../../options';

/** What to tell a word apart from; 0 is negative sampling. */
export const HIERARCHICAL_SOFTMAX = 1;

/** How far the window reaches. */
export const FIXED = 1;

export const dims = whole('dims', 'Dimensions', 'Length of each vector: more can hold more, and train slower.', 100, 1, 512);
export const window = whole('window', 'Window', 'How many words to each side count as context: small for grammar, large for topic.', 5, 1, 100);
export const negative = whole('negative', 'Negative samples', 'Random words each true context is told apart from.', 5, 1, 100);
export const epochs = whole('epochs', 'Epochs', 'How often the whole text is read; small texts need more.', 10, 1, 1000);
export const alpha: Option = { ...whole('alpha', 'Learning rate', 'Size of the first steps; falls to nothing by the end.', 0.025, 0.0001, 1), integer: false };

/** What is rarely changed. */
export const advanced: Option[] = [
  choice('objective', 'Objective', 'A word against a few random words, or its path in a tree of all: better for rare words.', ['negative sampling', 'hierarchical softmax']),
  choice('windowKind', 'Kind of window', 'Dynamic draws its reach for every word, so that near words count more; fixed does not.', ['dynamic', 'fixed']),
  choice('centre', 'Remove the mean', 'In the end the mean vector is taken from all: less of what every word shares.', ['off', 'on']),
  { ...whole('sample', 'Subsampling', 'Words with a larger share of the text are partly left out; 0 keeps all.', 1e-4, 0, 1), integer: false, advanced: true },
  { ...whole('seed', 'Seed', 'The same seed gives the same vectors again.', 1, 0, 2 ** 31 - 1), advanced: true },
];

export function whole(name: string, label: string, help: string, value: number, min: number, max: number): Option {
  return { name, label, help, default: value, min, max, integer: true };
}

/** One of several labels; the value is its number, the first being the default. */
export function choice(name: string, label: string, help: string, choices: string[]): Option {
  return { ...whole(name, label, help, 0, 0, choices.length - 1), choices, advanced: true };
}
