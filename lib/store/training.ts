import { WordspaceError } from '../error';
import { start, type Job } from '../jobs/client';
import type { TrainInput } from '../jobs/session';
import { nextTask } from '../jobs/run';
import type { Dense } from '../kernels/matrix';
import type { Model, Trained } from '../models/model';
import type { OptionValues } from '../options';
import { checkOptions, checkThreads } from '../options';
import { modelById, models } from '../models/registry';
import type { Beginning } from '../models/skipgram/session';
import type { SpaceData } from '../space/space';
import { sentencesOf, unlabelled, type EncodedCorpus } from '../text/corpus';
import type { Progress } from '../work';
import { Filming } from './filming';
import { LiveFollower } from './live';
import { fetchOutput } from './output';
import { saveSpace } from './saved';
import { addSpace, newSpaceId, openSpace } from './spaces';
import type { CurvePoint, OpenCorpus, OpenSpace } from './state';
import { Stopwatch } from './stopwatch';
import { activeCorpus, get, notify, sentence, track } from './store';

/**
 * Train a model on the open corpus. Where the model can be watched, its map moves from the
 * first moment; the map shows the space when it is done.
 * @param threads for models with a family; with more than one, runs differ a little
 * @param from a space whose words and vectors are gone on from
 */
export async function train(modelId: string, given: OptionValues, threads = 1, from?: OpenSpace): Promise<void> {
  const model = modelById(modelId);
  const startable = checked(model, given, () => checkThreads(threads));
  if (!startable) return;
  const { corpus, text, options } = startable;
  const about = {
    id: newSpaceId(modelId), title: from ? continuedTitle(from.title) : model.title, model: modelId, options,
    corpusId: corpus.id, corpusTitle: corpus.title, earlierTexts: from && [...(from.earlierTexts ?? []), from.corpusTitle], threads, created: Date.now(), builtIn: false,
  };
  const follower = model.family && new LiveFollower({ ...about, title: `${about.title}, training`, figures: {}, seconds: 0, curve: [] }, options.dims, corpus.encoded);
  const filming = model.family && new Filming(about.id, wordsOf(corpus.encoded, modelId, options), options.dims);
  const watch = new Stopwatch();
  let curve: CurvePoint[] = [];
  const trained = await track('train', `${model.title} on ${corpus.title}`, async (update) => {
    const input = { corpus: text, model: modelId, options, threads, from: from && beginning(from), filmed: filming?.rows };
    const job = startTraining(input, (progress) => {
      watch.hear(progress);
      curve = update({ progress });
    });
    update({ model: modelId, cancel: job.cancel, steer: job.steer });
    // The figures are drawn with the map, not once more.
    void follower?.follow(job, () => update({}));
    filming?.follow(job);
    return job.promise;
  });
  const { seconds } = watch;
  if (trained?.fault) {
    notify('problem', trained.fault);
    const came = trained.figures.epochs / options.epochs;
    curve = curve.filter(({ done }) => done <= came);
  }
  if (!trained) {
    filming?.end();
    // The panel says so first, then the map goes back: both at once would hold up the page.
    await nextTask();
    return follower?.end();
  }
  const watched = (await follower?.finish(trained)) ?? false;
  const film = await filming?.finish(trained);
  const space = openSpace(trained, { ...about, figures: trained.figures, seconds, curve, film });
  const added = addSpace(space, !watched || get().spaceId === space.id);
  filming?.end();
  await saveSpace(added);
}

/** Train in a worker. Titles and metadata of the documents stay here, and are the trained documents' own. */
export function startTraining(input: TrainInput & { filmed?: number }, report: (progress: Progress) => void): Job<Trained> {
  const { titles: names, columns } = input.corpus;
  const job = start('train', { ...input, corpus: unlabelled(input.corpus) }, report);
  const labelled = ({ documents, ...trained }: Trained): Trained => (documents ? { ...trained, documents: { ...documents, names, columns } } : trained);
  return { ...job, promise: job.promise.then(labelled) };
}

/**
 * The open text, what of it the model reads, and complete options; or null, when a person has been told what is wrong.
 * @param further what else is to be checked
 */
export function checked(model: Model, given: OptionValues, further: (options: OptionValues, corpus: OpenCorpus) => void): { corpus: OpenCorpus; text: EncodedCorpus; options: OptionValues } | null {
  try {
    const corpus = activeCorpus(get());
    if (!corpus) throw new WordspaceError('Open a text first: pick a built-in corpus or drop a file.');
    const options = checkOptions(model, given);
    further(options, corpus);
    return { corpus, text: model.family ? sentencesOf(corpus.encoded) : corpus.encoded, options };
  } catch (error) {
    notify('problem', sentence(error));
    return null;
  }
}

/** Go on with a space: more epochs over the text that is open now, whose new words it learns. */
export async function continueTraining(id: string, { epochs, alpha }: { epochs: number; alpha: number }, threads = 1): Promise<void> {
  await fetchOutput(id);
  const space = get().spaces.find((s) => s.id === id);
  if (!space || !canContinue(space)) return;
  const model = modelById(familyModel(space));
  const known = Object.fromEntries(Object.entries(space.options).filter(([name]) => model.options.some((o) => o.name === name)));
  // Another seed: the same one would read the sentences in the same order with the same draws.
  const seed = (known.seed ?? 0) + 1;
  if (!space.output) notify('note', `The output vectors of ${space.title} are not known: they begin at zero and are learned first.`);
  await train(model.id, { ...known, dims: space.words.dims, epochs, alpha, seed }, threads, space);
}

/** Whether training can go on from a space: its vectors are a word2vec model's, or came from a vector file. */
export function canContinue(space: OpenSpace): boolean {
  return !space.training && space.words.matrix.kind === 'dense' && modelById(familyModel(space)).family !== undefined;
}

/** The model that trained a space, or the one that goes on with vectors from a file. */
function familyModel(space: OpenSpace): string {
  return models.some((m) => m.id === space.model) ? space.model : 'skipgram';
}

function beginning({ words, output }: OpenSpace): Beginning {
  return { names: words.names, input: words.matrix as Dense, output, counts: words.counts, subwords: words.subwords };
}

/** “Skip-gram, continued”, then “continued twice”, “continued 3 times” … */
export function continuedTitle(title: string): string {
  const [, before, how] = /^(.*), continued(| twice| \d+ times)$/.exec(title) ?? [];
  if (before === undefined) return `${title}, continued`;
  return `${before}, continued ${how === '' ? 'twice' : `${how === ' twice' ? 3 : Number.parseInt(how) + 1} times`}`;
}

/** The words that a space trained on the corpus will have. */
function wordsOf({ name, vocabulary }: EncodedCorpus, model: string, options: OptionValues): Pick<SpaceData, 'names' | 'columns' | 'provenance'> {
  return {
    names: vocabulary.words,
    columns: [{ name: 'count', kind: 'number', values: Array.from(vocabulary.counts) }],
    provenance: { model, corpus: name, options },
  };
}
