import { modelById, models } from '../../lib/models/registry';
import { isSwitch } from '../../lib/options';
import type { OpenSpace } from '../../lib/store/state';
import { plain } from '../ui/numbers';

/** What the card of a space tells of how it came about. */

/** The texts it learned, in their order. */
export function textsInWords({ earlierTexts = [], corpusTitle }: Pick<OpenSpace, 'earlierTexts' | 'corpusTitle'>): string {
  return [...earlierTexts, corpusTitle].filter((title, i, all) => title !== all[i - 1]).join(', then ');
}

/** The settings that differ from the model's defaults, or that there are none; nothing of what was not trained here. */
export function settingsInWords(space: Pick<OpenSpace, 'model' | 'options' | 'figures' | 'threads'>): string {
  if (!models.some((m) => m.id === space.model) || Object.keys(space.options).length === 0) return '';
  const { epochs } = space.options;
  const trained = Number(space.figures.epochs?.toFixed(1) ?? epochs);
  const said = modelById(space.model).options.flatMap((o) => {
    const value = space.options[o.name];
    if (o.name === 'epochs' && trained < epochs) return [`epochs ${trained} of ${epochs}`];
    if (value === undefined || value === o.default) return [];
    const name = o.label.toLowerCase();
    return [isSwitch(o) ? `${value === 1 ? '' : 'no '}${name}` : `${name} ${o.choices?.[value] ?? plain(value)}`];
  });
  if (space.threads > 1) said.push(`${space.threads} threads`);
  return said.join(', ') || 'default settings';
}
