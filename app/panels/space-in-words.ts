import { modelById, models } from '../../lib/models/registry';
import { isSwitch } from '../../lib/options';
import type { OpenSpace } from '../../lib/store/state';
import { plain, wholePercent } from '../ui/numbers';

/** What is said of a space from how it came about. */

/** The texts it learned, in their order. */
export function textsInWords({ earlierTexts = [], corpusTitle }: Pick<OpenSpace, 'earlierTexts' | 'corpusTitle'>): string {
  return [...earlierTexts, corpusTitle].filter((title, i, all) => title !== all[i - 1]).join(', then ');
}

/** Whether there are settings to tell of: vectors from a file, or pretrained, come without. */
export function trainedHere({ model, options }: Pick<OpenSpace, 'model' | 'options'>): boolean {
  return models.some((m) => m.id === model) && Object.keys(options).length > 0;
}

/** Why a space has no vector for a word. */
export function whyMissing({ model, options, topics, words }: Pick<OpenSpace, 'model' | 'options' | 'topics'> & { words: Pick<OpenSpace['words'], 'size'> }, word: string): string {
  if (!trainedHere({ model, options })) return `it is none of the ${words.size.toLocaleString('en')} words that came with these vectors`;
  if (!topics?.common?.includes(word)) return 'it is too rare in this text, or left out by the model';
  return `more than ${Math.round(100 * options.maxDocumentShare)} % of the text’s chunks have it, so it tells no topics apart; a larger document share, among the settings of LDA, keeps it`;
}

/** Options that a training which was kept early has not come to the end of. */
const PASSES = new Set(['epochs', 'iterations']);

/** The settings that differ from the model's defaults, or that there are none; nothing of what was not trained here. */
export function settingsInWords(space: Pick<OpenSpace, 'model' | 'options' | 'figures' | 'threads'>): string {
  if (!trainedHere(space)) return '';
  const said = modelById(space.model).options.flatMap((o) => {
    const value = space.options[o.name];
    const done = PASSES.has(o.name) ? Number(space.figures[o.name]?.toFixed(1) ?? value) : value;
    if (done < value) return [`${o.label.toLowerCase()} ${done} of ${value}`];
    if (value === undefined || value === o.default) return [];
    const name = o.label.toLowerCase();
    return [isSwitch(o) ? `${value === 1 ? '' : 'no '}${name}` : `${name} ${o.choices?.[value] ?? plain(value)}`];
  });
  const { laterAlpha, laterAlphaFrom } = space.figures;
  if (laterAlpha !== undefined) said.push(`learning rate set to ${plain(laterAlpha)} at ${wholePercent(laterAlphaFrom)}`);
  if (space.threads > 1) said.push(`${space.threads} threads`);
  return said.join(', ') || 'default settings';
}
