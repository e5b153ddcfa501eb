/** `--preset`: settings that suit the size of a text, or those a built-in corpus recommends. */
import { corpora } from '../../data/catalogue';
import { UsageError } from '../error';
import type { Model, Preset } from '../models/model';
import { checkOptions, type OptionValues } from '../options';
import type { EncodedCorpus } from '../text/corpus';

/**
 * Complete options: what was asked for, then the preset, then the model's defaults.
 * @throws WordspaceError for a model without presets
 */
export function suitedOptions(model: Model, preset: Preset, text: Pick<EncodedCorpus, 'tokens' | 'vocabulary'>, builtIn: string | undefined, asked: Record<string, number | undefined> = {}): OptionValues {
  if (!model.presets) throw new UsageError(`${model.title} has no presets; leave --preset out.`);
  const recommended = corpora.find((c) => c.id === builtIn)?.recommended?.[model.id]?.[preset];
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return checkOptions(model, { ...model.presets(text)[preset], ...recommended, ...given });
}
