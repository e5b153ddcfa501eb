import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpora, spaces, type CorpusEntry, type ReadyLayout, type ReadyOutput, type ReadySpace, type SpaceEntry } from '../../data/catalogue';
import { mobyDick } from '../../data/readers/moby-dick';
import { Artefacts } from '../../lib/cli/artefacts';
import { Preparation, sources } from '../../lib/cli/preparation';
import { unpack } from '../../lib/formats/pack';
import { restore } from '../../lib/formats/quantise';
import { run } from '../../lib/jobs/run';
import type { Dense } from '../../lib/kernels/matrix';
import { sharedStep } from '../../lib/models/skipgram/microscope/shared';
import { neighbours } from '../../lib/space/neighbours';
import { VectorSpace } from '../../lib/space/space';
import type { Corpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';

const MAPPED = 60;
let folder: string;
let lines: string[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wordspace-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As a new start of the program would find things. */
function preparation() {
  lines = [];
  const artefacts = new Artefacts(join(folder, 'data'), join(folder, 'stamps.json'));
  return new Preparation(process.cwd(), artefacts, (line) => lines.push(line), MAPPED);
}

const made = (file: string) => lines.filter((line) => line.startsWith(`${file}:`)).length;

function content<Content>(url: string): Content {
  return unpack<Content>(gunzipSync(readFileSync(join(folder, url))));
}

describe('a corpus', () => {
  const entry = corpora.find((c) => c.id === 'moby-dick') as CorpusEntry;

  it('is written as it was read, and counted', async () => {
    const prepared = await preparation().corpus(entry);
    expect(content<Corpus>(prepared.url)).toEqual(mobyDick());
    expect(prepared).toMatchObject({ ...entry, documents: 138 });
    expect(prepared.bytes).toBe(readFileSync(join(folder, prepared.url)).length);
    expect(prepared.tokens).toBeGreaterThan(200_000);
    expect(prepared.types).toBeLessThan(prepared.tokens);
    expect(made('moby-dick.corpus.gz')).toBe(1);
  });

  it('is not made again by the next start', async () => {
    const before = await preparation().corpus(entry);
    utimesSync(join(folder, before.url), 1, 1);
    expect(await preparation().corpus(entry)).toEqual(before);
    expect(lines).toEqual([]);
  });

  it('is made again when its file is gone', async () => {
    const { url } = await preparation().corpus(entry);
    rmSync(join(folder, url));
    await preparation().corpus(entry);
    expect(made('moby-dick.corpus.gz')).toBe(1);
    expect(content<Corpus>(url).name).toBe('moby-dick');
  });
});

describe('a pretrained space', () => {
  const glove = spaces.find((s) => s.id === 'glove') as SpaceEntry;
  const entry: SpaceEntry = { ...glove, origin: { kind: 'pretrained', words: 400, dims: 100 } };

  it('is written with a ready map of its first words', async () => {
    const prepared = await preparation().space(entry);
    expect(prepared).toMatchObject({ words: 400, dims: 100, layout: { words: MAPPED } });
    const { words } = content<ReadySpace>(prepared.url);
    const space = new VectorSpace(restore(words));
    const nearest = neighbours(space, space.rowOf('he'), { k: 3 });
    expect(nearest.map((n) => n.name)).toContain('she');
    const layout = content<ReadyLayout>(prepared.layout.url);
    expect(layout.positions.values).toHaveLength(MAPPED * 3);
    expect(layout.positions.values.every(Number.isFinite)).toBe(true);
  });

  it('is made again, with its map, when its size changes', async () => {
    await preparation().space({ ...glove, origin: { kind: 'pretrained', words: 300, dims: 100 } });
    expect(made('glove.space.gz')).toBe(1);
    expect(made('glove.layout.gz')).toBe(1);
  });
});

describe('a space trained here', () => {
  const entry: SpaceEntry = { ...spaces[0], id: 'whale', origin: { kind: 'trained', corpus: 'moby-dick', model: 'skipgram' } };

  it('comes with options, figures and the time it took', async () => {
    const prepared = await preparation().space(entry);
    const { words, options, figures, seconds } = content<ReadySpace>(prepared.url);
    expect(prepared.dims).toBe(options.dims);
    expect(words.names[0]).toBe('the');
    expect(words.provenance).toMatchObject({ model: 'skipgram', corpus: 'moby-dick' });
    expect(figures.loss).toBeGreaterThan(0);
    expect(seconds).toBeGreaterThan(0);
  });

  it('brings its output vectors in a file of their own, from the same training', async () => {
    const { output, words, dims, url } = await preparation().space(entry);
    const space = restore(content<ReadySpace>(url).words);
    const { matrix } = restore(content<ReadyOutput>(output!.url));
    expect([matrix.rows, matrix.dims]).toEqual([words, dims]);
    const corpus = await run(encode(mobyDick()));
    const { figures, options } = content<ReadySpace>(url);
    const network = { input: space.matrix as Dense, output: matrix as Dense };
    let [loss, pairs] = [0, 0];
    for (let token = 0; token < corpus.ids.length; token += 997) {
      const { update } = sharedStep(corpus, options, network, token, 1, options.alpha);
      if (update) [loss, pairs] = [loss + update.loss, pairs + update.contexts.length];
    }
    expect(loss / pairs / figures.loss).toBeGreaterThan(0.85);
    expect(loss / pairs / figures.loss).toBeLessThan(1.1);
    await preparation().space(entry);
    expect(lines).toEqual([]);
  });
});

describe('what makes an artefact stale', () => {
  const { reading, training, pretrained, mapping } = sources;

  it.each([
    ['a corpus', ['data/readers/index.ts', 'lib/text/encode.ts', 'lib/formats/pack.ts'], reading],
    ['the default space', ['lib/models/skipgram/index.ts', 'lib/formats/quantise.ts'], [...reading, ...training]],
    ['a pretrained space', ['data/readers/glove.ts', 'lib/formats/pack.ts', 'lib/formats/quantise.ts'], pretrained],
    ['a map', ['lib/projection/methods/umap.ts'], mapping],
  ])('is every source of %s', (_, entries, listed) => {
    const made = closure(entries);
    expect(made.size).toBeGreaterThan(entries.length);
    expect([...made].filter((file) => !listed.some((path) => file === path || file.startsWith(`${path}/`)))).toEqual([]);
    expect(listed.filter((path) => !existsSync(path))).toEqual([]);
  });
});

/** The files and all that they import at run time; compiled kernels stand for their sources. */
function closure(files: string[]): Set<string> {
  const seen = new Set<string>();
  const add = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;']*from '(\.[^']*)'/gm)) {
      const target = normalize(join(file, '..', path)).replace(/[^/]+\.wasm$/, 'assembly');
      add([`${target}.ts`, `${target}/index.ts`].find((found) => existsSync(found)) ?? target);
    }
  };
  for (const file of files) add(file);
  return seen;
}

describe('everything', () => {
  it('is in the catalogue at the end', async () => {
    const nothing = preparation();
    const corpus = { url: '/data/x', bytes: 1, documents: 1, tokens: 1, types: 1 };
    nothing.corpus = async (entry) => ({ ...entry, ...corpus });
    nothing.space = async (entry) => ({ ...entry, url: '/data/y', bytes: 1, words: 1, dims: 1, layout: { url: '/data/z', bytes: 1, words: 1 } });
    const catalogue = await nothing.all();
    expect(catalogue.corpora.map((c) => c.id)).toEqual(corpora.map((c) => c.id));
    expect(catalogue.spaces.map((s) => s.id)).toEqual(spaces.map((s) => s.id));
    expect(catalogue.partsOfSpeech).toMatchObject({ url: '/data/parts-of-speech.gz' });
    expect(statSync(join(folder, 'data/parts-of-speech.gz')).size).toBe(catalogue.partsOfSpeech.bytes);
    expect(JSON.parse(readFileSync(join(folder, 'data/catalogue.json'), 'utf8'))).toEqual(catalogue);
  });
});
