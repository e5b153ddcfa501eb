import type { NamedBytes } from '../formats/corpora';
import { readDescribed, type Described } from '../formats/metadata';
import { projectorMetadata } from '../formats/projector';
import { writeVectors } from '../formats/vectors';
import { answeredBy, zipContent, type PackedMember } from '../formats/zip';
import { intertopic, type IntertopicMap } from '../models/lda/browse/intertopic';
import type { TopicsPart } from '../models/lda/part';
import { qualityOf, textsOf, type Quality } from '../models/lda/quality';
import { sweepWork, type SweepRun } from '../models/lda/sweep';
import type { Topics, Trained } from '../models/model';
import type { OptionValues } from '../options';
import type { KnnPart } from '../projection/knn/parallel';
import { keptNeighbours, type KeptNeighbours } from '../projection/kept';
import type { Neighbours, Positions } from '../projection/projection';
import { trust, type Trust } from '../projection/trust';
import type { Matrix } from '../kernels/matrix';
import { clusters } from '../space/cluster';
import { compare, type Comparison } from '../space/compare';
import { sentencesTogether } from '../space/disagreement';
import { meanVectors } from '../space/documents';
import { overview, type Overview } from '../space/overview';
import { evaluate, type Test, type TestReport } from '../space/evaluation';
import { stability, type Stability } from '../space/ensemble/stability';
import { tableOfRows, type NeighbourTable } from '../space/neighbour-table';
import { VectorSpace, type SpaceData } from '../space/space';
import { passing, spaceOfRows } from '../space/subset';
import type { EncodedCorpus } from '../text/corpus';
import { stopWords } from '../text/stopwords';
import { drained, Sliced, type Progress } from '../work';
import { calibrate } from './calibrate';
import { Camera } from './camera';
import { layOut, neighboursOf, TABLE, type Laid, type ProjectInput } from './layout';
import { run } from './run';
import { openSession, type TrainInput } from './session';
import { webThread } from './threads';
import { listen, type Port } from './steering';

export type { TrainInput };

/** A training, and how many rows the frames of its film shall have; without them none is taken. */
type FilmedInput = TrainInput & { filmed?: number };

/** The spaces of each model, a space a seed; with the text it is told how often pairs share a sentence. */
interface CompareInput {
  a: SpaceData[];
  b: SpaceData[];
  k: number;
  content: boolean;
  corpus?: EncodedCorpus;
  /** Neighbours of these spaces, where they are known. */
  tables?: Record<'a' | 'b', (NeighbourTable | undefined)[]>;
}

export interface Compared {
  comparison: Comparison;
  /** Of every pair of `comparison.near`; null without a text. */
  together: Uint32Array | null;
}

interface OverviewJob {
  spaces: { words: SpaceData; documents?: SpaceData }[];
  tests: Test[];
  /** One a document of the corpus, to classify them by. */
  labels: (string | null)[] | null;
  corpus?: EncodedCorpus;
}

/** What a job tells while it runs; positions only from layouts. */
export type Report = (progress: Progress, positions?: Positions) => void;

/**
 * Every long job of the page, by name. Each takes plain, cloneable data and
 * returns plain data, so it runs the same inline, in a worker and in a test. The
 * signal serves those who run inline; a worker is ended as a whole.
 */
export const jobs = {
  /** Can be steered: see `openSession` and steering.ts. */
  async train({ filmed, ...input }: FilmedInput, report: Report, signal?: AbortSignal, port?: Port): Promise<Trained> {
    const camera = port && filmed ? new Camera(port, filmed) : undefined;
    let told: unknown;
    const session = openSession(input, { spawn: spawnThread, spawnTopics: typeof Worker === 'undefined' ? undefined : spawnTopics, onProgress: (progress) => (told = report(progress)), onMoment: camera && ((now) => camera.look(now)) });
    signal?.addEventListener('abort', () => session.cancel(), { once: true });
    const ended = port && listen(port, session, camera);
    const trained = await session.trained.finally(ended);
    // Reports go to the page another way than the answer: the last one must have arrived before it.
    await told;
    return trained;
  },

  /** Tokens a second that a training would reach here, measured in about half a second. Whoever asks will train soon: threads are started for it. */
  async calibrate(input: TrainInput, _report: Report, signal?: AbortSignal): Promise<number> {
    const speed = await calibrate(input, { spawn: spawnThread }, signal);
    if (!signal && (input.threads ?? 1) > 1) while (waiting.length < input.threads!) waiting.push(openThread());
    return speed;
  },

  /** Reports the positions with every progress, once there are any. Can be paused, and changed while it runs: see layout.ts. */
  project(input: ProjectInput, report: Report, signal?: AbortSignal, port?: Port): Promise<Laid> {
    return layOut(input, { spawn: spawnSearch(), report, signal, port });
  },

  /** The nearest neighbours of all rows by cosine; all but a few where there are very many (see knn/approximate.ts). */
  neighbours({ matrix, k, threads }: { matrix: Matrix; k: number; threads?: number }, report: Report, signal?: AbortSignal): Promise<Neighbours> {
    return neighboursOf(matrix, { k, metric: 'cosine', threads }, { spawn: spawnSearch(), report, signal });
  },

  trust({ matrix, positions }: { matrix: Matrix; positions: Positions }, report: Report, signal?: AbortSignal): Promise<Trust> {
    return run(trust(matrix, positions, { k: TABLE, sample: 1000, seed: 1 }), { signal, onProgress: report });
  },

  kept({ neighbours, positions }: { neighbours: Neighbours; positions: Positions }, report: Report, signal?: AbortSignal): Promise<KeptNeighbours> {
    return run(keptNeighbours(neighbours, positions, { k: TABLE }), { signal, onProgress: report });
  },

  /** `content` leaves the stop words out of both spaces: what they share says nothing of meaning. */
  async compare({ a, b, k, content, corpus, tables = { a: [], b: [] } }: CompareInput, report: Report, signal?: AbortSignal): Promise<Compared> {
    const empty = stopWords();
    const rows = (space: SpaceData) => passing(space, (name) => !empty.has(name));
    const opened = (seeds: SpaceData[]) => seeds.map((space) => new VectorSpace(content ? spaceOfRows(space, rows(space)) : space));
    const left = (known: (NeighbourTable | undefined)[], seeds: SpaceData[]) => known.map((table, i) => (table && content ? tableOfRows(table, rows(seeds[i])) : table));
    const [[one, ...othersA], [other, ...othersB]] = [opened(a), opened(b)];
    const comparison = await run(compare(one, other, { k, vocabulary: 15_000, othersA, othersB, tablesA: left(tables.a, a), tablesB: left(tables.b, b) }), { signal, onProgress: report });
    const { near, names } = comparison;
    const counting = corpus && new Sliced(sentencesTogether(near, names, corpus), { stage: 'looking for sentences', done: 0, total: near.first.length });
    return { comparison, together: counting ? await run(counting, { signal, onProgress: report }) : null };
  },

  /** Documents that a space has no vectors of are the means of their words' vectors. */
  overview({ spaces, tests, labels, corpus }: OverviewJob, report: Report, signal?: AbortSignal): Promise<Overview> {
    const inputs = spaces.map(({ words, documents }) => {
      const space = new VectorSpace(words);
      const means = labels && corpus && words.matrix.kind === 'dense' ? () => meanVectors(space, corpus) : undefined;
      const data = documents ?? means?.();
      return { words: space, documents: data && new VectorSpace(data) };
    });
    return run(overview(inputs, { tests, labels: labels ?? undefined }), { signal, onProgress: report });
  },

  /** `spaces`: the same names in the same order, one space a seed. */
  stability({ spaces, rows, k }: { spaces: SpaceData[]; rows: Uint32Array; k: number }, report: Report, signal?: AbortSignal): Promise<Stability> {
    return run(stability(spaces.map((space) => new VectorSpace(space)), { rows, k }), { signal, onProgress: report });
  },

  /** The spaces of one training (its seeds) put to the same tests: for each space a report a test, in detail for the first. */
  async evaluate({ spaces, tests, vocabulary }: { spaces: SpaceData[]; tests: Test[]; vocabulary: number }, report: Report, signal?: AbortSignal): Promise<TestReport[][]> {
    const all: TestReport[][] = [];
    for (const data of spaces) {
      const space = new VectorSpace(data);
      const reports: TestReport[] = [];
      for (const test of tests) {
        const step = all.length * tests.length + reports.length;
        const onProgress = (p: Progress) => report({ stage: p.stage, done: step + p.done / Math.max(1, p.total), total: spaces.length * tests.length });
        reports.push(await run(evaluate(space, test, { vocabulary, detail: all.length === 0 }), { signal, onProgress }));
      }
      all.push(reports);
    }
    return all;
  },

  /** How good topics are, over the text they were trained on. */
  async topicQuality({ corpus, topics, options }: { corpus: EncodedCorpus; topics: Topics; options: OptionValues }): Promise<Quality> {
    return qualityOf(topics, drained(textsOf(corpus, options)));
  },

  /** One training of a sweep over numbers of topics, judged. */
  sweepTopics({ corpus, options }: { corpus: EncodedCorpus; options: OptionValues }, report: Report, signal?: AbortSignal): Promise<SweepRun> {
    return run(sweepWork(corpus, options), { signal, onProgress: report });
  },

  clusters({ space, limit }: { space: SpaceData; limit: number }, report: Report, signal?: AbortSignal): Promise<Uint16Array> {
    return run(clusters(new VectorSpace(space), { k: 12, limit, seed: 1 }), { signal, onProgress: report });
  },

  intertopic({ topics }: { topics: Topics }, report: Report, signal?: AbortSignal): Promise<IntertopicMap> {
    return run(intertopic(topics), { signal, onProgress: report });
  },

  /** Document vectors as means of word vectors. */
  async documents({ words, corpus }: { words: SpaceData; corpus: EncodedCorpus }): Promise<SpaceData> {
    return meanVectors(new VectorSpace(words), corpus);
  },

  /** A vector file of any format we know, or one in an archive, with what a file beside it says of its rows. */
  async read({ metadata, packed, ...file }: NamedBytes & { metadata?: NamedBytes }, report: Report): Promise<Omit<Described, 'space'> & { words: SpaceData }> {
    const bytes = packed ? await unpacked(packed, report) : file.bytes;
    const { space, ...told } = readDescribed({ ...file, bytes }, metadata);
    return { words: space.whole, ...told };
  },

  /** A vector file: word2vec text, SciPy's .npz for sparse spaces, fastText's .bin for those with n-grams; or the Embedding Projector's two. */
  async write({ space, projector = false }: { space: SpaceData; projector?: boolean }): Promise<WrittenFile[]> {
    const whole = new VectorSpace(space);
    if (projector) return [{ ending: 'vectors.tsv', bytes: writeVectors(whole, 'projector') }, { ending: 'metadata.tsv', bytes: projectorMetadata(whole) }];
    if (space.matrix.kind === 'csr') return [{ ending: 'npz', bytes: writeVectors(whole, 'npz') }];
    return [space.subwords ? { ending: 'bin', bytes: writeVectors(whole, 'fasttext') } : { ending: 'vec', bytes: writeVectors(whole, 'text') }];
  },
};

export interface WrittenFile {
  /** What its name ends in. */
  ending: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobInput<J extends JobName> = Parameters<Jobs[J]>[0];
export type JobResult<J extends JobName> = Awaited<ReturnType<Jobs[J]>>;

function unpacked({ blob, archive, entry }: PackedMember, report: Report): Promise<Uint8Array> {
  const { offset, packed } = entry;
  return answeredBy(blob, zipContent({ name: archive, length: blob.size }, entry), (to) => report({ stage: 'unpacking', done: Math.min(packed, to - offset), total: packed }));
}

/** Nothing where there are no web workers. */
function spawnSearch() {
  if (typeof Worker === 'undefined') return undefined;
  return () => webThread<KnnPart>(new Worker(new URL('./knn.worker.ts', import.meta.url), { type: 'module' }));
}

/** Threads started ahead of a training: a start takes some 150 ms. */
const waiting: Worker[] = [];

function spawnThread() {
  return webThread(waiting.pop() ?? openThread());
}

function openThread(): Worker {
  return new Worker(new URL('./skipgram.worker.ts', import.meta.url), { type: 'module' });
}

function spawnTopics() {
  return webThread<TopicsPart>(new Worker(new URL('./lda.worker.ts', import.meta.url), { type: 'module' }));
}
