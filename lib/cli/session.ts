/** A training in the terminal: progress on standard error, Ctrl+C keeps what is learned. */
import { UsageError, WordspaceError } from '../error';
import { InlineSession } from '../jobs/session';
import type { Model, Trained } from '../models/model';
import type { Beginning, TrainingSession } from '../models/skipgram/session';
import { SkipgramTraining } from '../models/skipgram/training';
import type { OptionValues } from '../options';
import type { EncodedCorpus } from '../text/corpus';
import { chosenSpace } from './inputs';
import { trainerOf, type Kernel } from './kernel';
import type { modelOptions } from './options';
import { report, warn } from './terminal';
import { sessionOnThreads } from './threads';

export interface Plan {
  model: Model;
  options: OptionValues;
  threads: number;
  /** Of models with a family; null trains as the model sees fit. */
  kernel: Kernel | null;
  from?: Beginning;
}

/** Train to the end, or to the first Ctrl+C where the model can be kept early. */
export async function trainToKeep(corpus: EncodedCorpus, plan: Plan): Promise<Trained> {
  const session = begin(corpus, plan);
  if (!plan.model.keeps) return session.trained;
  let asked = false;
  const interrupted = () => {
    if (asked) process.exit(130);
    asked = true;
    warn('Training stops here; what it has learned is written. Ctrl+C again leaves without it.');
    session.keep();
  };
  process.on('SIGINT', interrupted);
  return session.trained.finally(() => process.off('SIGINT', interrupted));
}

function begin(corpus: EncodedCorpus, { model, options, threads, kernel, from }: Plan): TrainingSession {
  const { family } = model;
  if (family && kernel && kernel !== 'plain' && threads > 1) {
    return sessionOnThreads(corpus, options, { threads, from, family, flavour: kernel });
  }
  return new InlineSession(family && kernel ? new SkipgramTraining(corpus, options, trainerOf(kernel, family), { from, family }) : model.train(corpus, options, from), report());
}

/**
 * The vectors of `--from`: any file that can be read, or a space known by name, with its pieces of
 * words where it has such. Output vectors are not read: those begin at zero.
 * @throws WordspaceError for a model that cannot go on from vectors, and sparse ones
 */
export function beginningOf(name: string, model: Model): Beginning {
  if (!model.family) throw new UsageError(`${model.title} cannot go on from vectors that are there already; leave --from out.`);
  const { names, matrix, counts, subwords } = chosenSpace(name);
  if (matrix.kind !== 'dense') throw new WordspaceError(`${name} holds sparse vectors; training can go on from dense ones only.`);
  return { names, input: matrix, counts, subwords };
}

/** Options that what is gone on from decides, where they were not asked for. */
export function carriedOver(asked: ReturnType<typeof modelOptions>, { input, subwords }: Beginning, model: Model): ReturnType<typeof modelOptions> {
  const pieces = model.id === 'subword' && subwords ? { minn: subwords.minn, maxn: subwords.maxn, buckets: subwords.buckets.rows } : undefined;
  return { dims: input.dims, ...pieces, ...asked };
}

/** Say that a text has no word of the vectors gone on from. */
export function warnOfStrange(name: string, { names }: Beginning, { vocabulary, name: text }: EncodedCorpus): void {
  const known = new Set(names);
  if (!vocabulary.words.some((word) => known.has(word))) warn(`“${text}” shares no word with ${name}: its words begin at random, as without --from, and those vectors are written beside them as they are.`);
}

/** Say what of the vectors gone on from does not come along. */
export function warnOfLost(name: string, model: Model, options: OptionValues, { subwords }: Beginning): void {
  warn(`Output vectors are not read from ${name}: they begin at zero and are learned first.`);
  if (model.id !== 'subword') return;
  if (!subwords) warn(`${name} knows no pieces of words: they begin at random, and vectors of unseen words with them.`);
  else if (subwords.minn !== options.minn || subwords.maxn !== options.maxn || subwords.buckets.rows !== options.buckets) {
    warn(`The pieces of ${name} have ${subwords.minn} to ${subwords.maxn} characters in ${subwords.buckets.rows} buckets, others than asked for, so they begin at random; leave --minn, --maxn and --buckets out to go on from them.`);
  }
}
