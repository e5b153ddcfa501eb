/** The verbs in this process: what they print, what they write, how they refuse. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chosenSpace } from '../../lib/cli/inputs';
import { analogyVerb } from '../../lib/cli/verbs/analogy';
import { compareVerb } from '../../lib/cli/verbs/compare';
import { corporaVerb } from '../../lib/cli/verbs/corpora';
import { explainVerb } from '../../lib/cli/verbs/explain';
import { coachVerb } from '../../lib/cli/verbs/coach';
import { evaluateVerb } from '../../lib/cli/verbs/evaluate';
import { neighborsVerb } from '../../lib/cli/verbs/neighbors';
import { projectVerb } from '../../lib/cli/verbs/project';
import { searchVerb } from '../../lib/cli/verbs/search';
import { topicsVerb } from '../../lib/cli/verbs/topics';
import { trainVerb } from '../../lib/cli/verbs/train';
import { readPositions } from '../../lib/formats/positions';
import { kebab } from '../../lib/options';
import { inProcess } from './in-process';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-cli-'));
const at = (name: string) => join(folder, name);
const verb = inProcess();

const WORLDS = ['bread butter cheese knife plate soup spoon table', 'anchor captain harbour mast rope sail ship wave'].map((w) => w.split(' '));

beforeAll(async () => {
  const paragraph = (d: number) => Array.from({ length: 240 }, (_, i) => WORLDS[d % 2][(i * 5 + d * 3 + ((i * i) >> 2)) % 8]).join(' ');
  writeFileSync(at('worlds.txt'), Array.from({ length: 40 }, (_, d) => `${paragraph(d)}.`).join('\n\n'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('train names the kernel it chose or was told to take; all learn the same', async () => {
  const args = ['--text', at('worlds.txt'), '--dims', '16', '--epochs', '3', '--sample', '0'];
  const runs = [];
  for (const choice of ['auto', 'simd', 'fma', 'plain']) runs.push(await verb(trainVerb, ...args, '--kernel', choice, '--out', at(`${choice}.bin`)));
  expect(runs.map((run) => run.kernel)).toEqual(['simd', 'simd', 'fma', 'plain']);
  expect(readFileSync(at('auto.bin'))).toEqual(readFileSync(at('simd.bin')));
  for (const { loss } of runs) expect(loss).toBeCloseTo(runs[0].loss, 4);
  expect((await verb(trainVerb, '--text', at('worlds.txt'), '--model', 'tfidf', '--out', at('k.npz'))).kernel).toBeNull();
});

test('train tells its options as they are given, by name where they have one', async () => {
  const { options } = await verb(trainVerb, '--text', at('worlds.txt'), '--dims', '4', '--epochs', '1', '--window-kind', '1', '--out', at('named.vec'));
  expect(options).toMatchObject({ dims: 4, objective: 'negative sampling', windowKind: 'fixed', centre: 'off' });
  const given = Object.entries(options).flatMap(([name, value]) => [`--${kebab(name)}`, String(value)]);
  const again = await verb(trainVerb, '--text', at('worlds.txt'), ...given, '--out', at('again.vec'));
  expect(again.options).toEqual(options);
  expect(readFileSync(at('again.vec'))).toEqual(readFileSync(at('named.vec')));
});

test.each([['L1', 'sum 1 (L1)'], ['l2', 'length 1 (L2)'], ['None', 'none'], ['2', 'sum 1 (L1)'], ['sum', 'sum 1 (L1)']])('a choice is known by %s', async (typed, meant) => {
  const { options } = await verb(trainVerb, '--text', at('worlds.txt'), '--model', 'tfidf', '--l2', typed, '--out', at('norm.npz'));
  expect(options.l2).toBe(meant);
});

test('train goes on from vectors of a file', async () => {
  const read = (name: string) => readFileSync(at(name), 'utf8').trim().split('\n').slice(1).map((line) => line.split(' '));
  writeFileSync(at('before.vec'), `3 4\nship 9 0 0 0\ncaptain 0 9 0 0\nelsewhere 1 2 3 4\n`);
  const args = ['--text', at('worlds.txt'), '--from', at('before.vec'), '--epochs', '1', '--alpha', '0.0001', '--sample', '0'];
  const answer = await verb(trainVerb, ...args, '--out', at('after.vec'));
  expect(answer).toMatchObject({ items: 17, dims: 4, repeats: true, stopped: false });
  const rows = new Map(read('after.vec').map(([word, ...values]) => [word, values.map(Number)]));
  expect(rows.get('elsewhere')).toEqual([1, 2, 3, 4]);
  expect(rows.get('ship')?.[0]).toBeCloseTo(9, 0);
  expect(Math.abs(rows.get('bread')?.[0] ?? 9)).toBeLessThan(1);
  await expect(verb(trainVerb, ...args, '--dims', '5', '--out', at('x.vec'))).rejects.toThrow('set dimensions to 4');
  await expect(verb(trainVerb, ...args, '--seeds', '2', '--out', at('x.vec'))).rejects.toThrow('leave --seeds out');
  await expect(verb(trainVerb, '--text', at('worlds.txt'), '--from', at('before.vec'), '--model', 'lsa', '--out', at('x.vec'))).rejects.toThrow('cannot go on');
});

test('a table beside vectors brings columns, and is told where it does not fit', () => {
  writeFileSync(at('mine.vec'), '2 2\nowl 1 0\noak 0 1\n');
  expect(chosenSpace(at('mine.vec')).columns).toEqual([]);
  writeFileSync(at('mine.metadata.csv'), 'word,kind\noak,tree\nowl,bird\n');
  expect(chosenSpace(at('mine.vec')).columns).toEqual([{ name: 'kind', kind: 'category', values: ['bird', 'tree'] }]);
  writeFileSync(at('mine.metadata.tsv'), 'word\tkind\nship\tx\n');
  expect(chosenSpace(at('mine.vec')).columns).toEqual([]);
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('mine.metadata.tsv does not fit mine.vec: none of its 1 row names a word there'));
  // Only files stand beside vectors: a folder is none, nor is a pipe, which may never end.
  rmSync(at('mine.metadata.tsv'));
  mkdirSync(at('mine.metadata.tsv'));
  expect(chosenSpace(at('mine.vec')).columns).toHaveLength(1);
  rmSync(at('mine.metadata.tsv'), { recursive: true });
});

test('vectors and texts of a zip file are named by their member; one alone needs no name', async () => {
  const vec = (word: string) => new TextEncoder().encode(`2 3\n${word} 1 0 0\noak 0 1 0\n`);
  const zip = (name: string, files: Record<string, Uint8Array>) => writeFileSync(at(name), zipSync(files));
  zip('one.zip', { 'README.md': new TextEncoder().encode('About these vectors.'), 'v/owl.vec': vec('owl'), 'v/owl.metadata.tsv': new TextEncoder().encode('owl\tbird\noak\ttree\n') });
  expect(chosenSpace(at('one.zip'))).toMatchObject({ names: ['owl', 'oak'], columns: [{ values: ['bird', 'tree'] }], provenance: { corpus: 'owl.vec in one.zip' } });
  zip('two.zip', { 'a.vec': vec('owl'), 'b.txt.gz': gzipSync(new TextEncoder().encode('elm 1 2 3 4 5\nash 1 2 3 4 6\n')), 'worlds.csv': new TextEncoder().encode(`text,kind\n${'ship sail ship wave,sea\n'.repeat(9)}`) });
  expect(() => chosenSpace(at('two.zip'))).toThrow(`two.zip holds 2 vector files; name one of them: ${at('two.zip')}#a.vec, ${at('two.zip')}#b.txt.gz.`);
  expect(chosenSpace(`${at('two.zip')}#b.txt.gz`).names).toEqual(['elm', 'ash']);
  expect(() => chosenSpace(`${at('two.zip')}#c.vec`)).toThrow('has no member “c.vec”; it holds a.vec, b.txt.gz, worlds.csv.');
  expect((await verb(coachVerb, '--text', `${at('two.zip')}#worlds.csv`)).tokens).toBe(36);
  await expect(verb(projectVerb, `${at('two.zip')}#a.vec`, '--out', at('two.zip'))).rejects.toThrow('is read here');
  zip('texts.zip', { 'a.txt': new TextEncoder().encode('No vectors here.') });
  expect(() => chosenSpace(at('texts.zip'))).toThrow('texts.zip holds no vectors');
});

test('train writes vectors that the other verbs read', async () => {
  const trained = await verb(trainVerb, '--text', at('worlds.txt'), '--out', at('a.vec'), '--dims', '16', '--epochs', '20', '--sample', '0', '--seed', '3');
  expect(trained).toMatchObject({ model: 'skipgram', items: 16, dims: 16, tokens: 9600, types: 16, documents: 40, epochs: 20, seed: 3, threads: 1 });
  for (const field of ['seconds', 'cpuSeconds', 'tokensPerSecond', 'loss']) expect(trained[field], field).toBeGreaterThan(0);
  expect(readFileSync(at('a.vec'), 'utf8')).toMatch(/^16 16\n/);

  const far = await verb(neighborsVerb, at('a.vec'), 'ship', '--k', '15', '--metric', 'euclidean');
  const distances = far.neighbors.map((n: { distance: number }) => n.distance);
  expect(distances).toEqual(distances.toSorted((a: number, b: number) => a - b));
  expect(distances[0]).toBeGreaterThan(0);
  const { word, neighbors } = await verb(neighborsVerb, at('a.vec'), 'ship', '--k', '7');
  expect(word).toBe('ship');
  expect(neighbors.map((n: { word: string }) => n.word).toSorted()).toEqual(WORLDS[1].filter((w) => w !== 'ship').toSorted());

  const solved = await verb(analogyVerb, at('a.vec'), 'bread + butter', '--method', 'mul', '--k', '3');
  expect(solved).toMatchObject({ expression: 'bread + butter', method: 'mul' });
  expect(WORLDS[0]).toContain(solved.answers[0].word);

  await verb(trainVerb, '--text', at('worlds.txt'), '--out', at('b.bin'), '--dims', '16', '--epochs', '20', '--sample', '0', '--seed', '4');
  const compared = await verb(compareVerb, at('a.vec'), at('b.bin'), '--k', '3');
  expect(compared).toMatchObject({ shared: 16 });
  expect(compared.words).toHaveLength(16);
});

test('vectors of the Embedding Projector are read with the names beside them', async () => {
  await verb(trainVerb, '--text', at('worlds.txt'), '--out', at('proj.tsv'), '--dims', '8', '--epochs', '5', '--sample', '0');
  const { word, neighbors } = await verb(neighborsVerb, at('proj.tsv'), 'ship', '--k', '3');
  expect(word).toBe('ship');
  expect(neighbors).toHaveLength(3);
  await expect(verb(projectVerb, at('proj.tsv'), '--method', 'pca', '--out', at('proj.metadata.tsv'))).rejects.toThrow('is read here');
  renameSync(at('proj.metadata.tsv'), at('kept.tsv'));
  await expect(verb(neighborsVerb, at('proj.tsv'), 'ship')).rejects.toThrow('proj.tsv holds only numbers and does not say what its rows are called');
});

test('the same seed writes the same bytes', async () => {
  const args = ['--text', at('worlds.txt'), '--dims', '8', '--epochs', '2', '--seed', '5'];
  await verb(trainVerb, ...args, '--out', at('one.bin'));
  await verb(trainVerb, ...args, '--out', at('two.bin'));
  expect(readFileSync(at('one.bin')).equals(readFileSync(at('two.bin')))).toBe(true);
});

test('counting models, topics and maps', async () => {
  expect(await verb(trainVerb, '--text', at('worlds.txt'), '--model', 'tfidf', '--out', at('t.npz'))).toMatchObject({ model: 'tfidf', items: 16, dims: 40 });
  expect((await verb(neighborsVerb, at('t.npz'), 'ship')).neighbors[0].similarity).toBeGreaterThan(0.5);
  expect(await verb(trainVerb, '--text', at('worlds.txt'), '--model', 'lsa', '--dims', '4', '--out', at('l.txt'))).toMatchObject({ model: 'lsa', dims: 4 });
  const { topics, ...rest } = await verb(topicsVerb, '--text', at('worlds.txt'), '--topics', '2', '--iterations', '50', '--max-document-share', '1', '--top', '4');
  expect(topics).toHaveLength(2);
  expect(topics[0].words).toHaveLength(4);
  expect(rest).toMatchObject({ iterations: 50, logLikelihoodPerToken: expect.any(Number), tokens: 9600, threads: 1, beta: 0.01, cpuSeconds: expect.any(Number) });
  const judged = await verb(topicsVerb, '--text', at('worlds.txt'), '--topics', '2', '--iterations', '30', '--max-document-share', '1', '--optimize-interval', '5', '--burn-in', '5', '--coherence');
  expect(judged.quality).toMatchObject({ npmi: expect.any(Number), cv: expect.any(Number), uMass: expect.any(Number), exclusivity: expect.any(Number), diversity: 0.5 });
  expect(judged.topics[1]).toMatchObject({ npmi: expect.any(Number), exclusivity: expect.any(Number) });
  expect(judged.beta).not.toBe(0.01);
  writeFileSync(at('new.txt'), 'The captain and the sail: a ship, an anchor, a ship, nothing of unheard things.');
  const { topics: found, inferred } = await verb(topicsVerb, '--text', at('worlds.txt'), '--topics', '2', '--iterations', '50', '--max-document-share', '1', '--top', '4', '--infer', at('new.txt'));
  expect(inferred).toMatchObject([{ document: at('new.txt'), tokens: expect.any(Number), topics: [{ share: expect.any(Number) }, { share: expect.any(Number) }] }]);
  const [{ tokens, topics: mixture }] = inferred;
  expect(tokens).toBeGreaterThan(1);
  expect(mixture[0].share).toBeGreaterThan(0.6);
  expect(mixture[0].share + mixture[1].share).toBeCloseTo(1, 5);
  expect(mixture[0].words).toEqual(found[mixture[0].topic - 1].words.map((w: any) => w.word));
  const swept = await verb(topicsVerb, '--text', at('worlds.txt'), '--iterations', '10', '--max-document-share', '1', '--sweep', '2,3', '--seeds', '2');
  expect(swept.sweep).toMatchObject([{ topics: 2, seeds: 2, npmi: { mean: expect.any(Number), sd: expect.any(Number) }, stability: expect.any(Number) }, { topics: 3 }]);
  const map = await verb(projectVerb, at('a.vec'), '--method', 'pca', '--dims', '2', '--out', at('map.tsv'), '--metrics');
  expect(map).toMatchObject({ method: 'pca', points: 16, dims: 2, trustworthiness: expect.any(Number), continuity: expect.any(Number), recall: expect.any(Number), distanceCorrelation: expect.any(Number) });
  expect(map.distanceCorrelation).toBeGreaterThan(0.5);
  expect(readFileSync(at('map.tsv'), 'utf8').trim().split('\n')).toHaveLength(17);
  expect(await verb(projectVerb, at('a.vec'), '--epochs', '20', '--out', at('map.tsv'))).toMatchObject({ method: 'umap', dims: 3 });
});

test('project begins on another map and is turned onto it', async () => {
  const umap = ['--epochs', '30', '--dims', '2', '--seed', '3'];
  await verb(projectVerb, at('a.vec'), ...umap, '--out', at('first.tsv'));
  // The same map mirrored and shifted: what follows it is mirrored too.
  const lines = readFileSync(at('first.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  const mirrored = lines.map(([word, x, y], row) => (row === 0 ? [word, x, y] : [word, `${-Number(x)}`, `${Number(y) + 5}`]));
  // One word is not on it, and begins beside its neighbour.
  writeFileSync(at('mirrored.tsv'), `${mirrored.filter((_, row) => row !== 4).map((cells) => cells.join('\t')).join('\n')}\n`);
  const answer = await verb(projectVerb, at('a.vec'), ...umap, '--epochs', '1', '--initial', at('mirrored.tsv'), '--out', at('second.tsv'));
  expect(answer).toMatchObject({ method: 'umap', dims: 2, shared: lines.length - 2 });
  const { rows, positions: { values } } = readPositions(readFileSync(at('second.tsv')), 'second.tsv');
  const wide = Math.max(...mirrored.slice(1).map(([, x]) => Math.abs(Number(x))));
  for (const [word, x] of mirrored.slice(1)) if (word !== lines[4][0]) expect(Math.abs(values[2 * rows.get(word)!] - Number(x))).toBeLessThan(wide);

  const refused = (file: string, text: string, sentence: RegExp, ...more: string[]) => {
    writeFileSync(at(file), text);
    return expect(verb(projectVerb, at('a.vec'), ...umap, '--initial', at(file), '--out', at('map.tsv'), ...more)).rejects.toThrow(sentence);
  };
  await refused('no.tsv', 'a\tb\n', /no\.tsv, line 1: a layout begins with/);
  await refused('bad.tsv', 'word\tx\ty\nbread\t1\t\n', /bad\.tsv, line 2: a word and 2 numbers/);
  await refused('deep.tsv', 'word\tx\ty\tz\nbread\t1\t2\t3\n', /3 dimensions, and the new map 2; give --dims 3/);
  await refused('other.tsv', 'word\tx\ty\nzebra\t1\t2\n', /None of the \d+ words stands in/);
  await refused('other.tsv', 'word\tx\ty\nbread\t1\t2\n', /--initial is for umap and tsne/, '--method', 'pca');
});

test('project lays out by t-SNE, by chosen components and along axes of words, and tells what each knows', async () => {
  const tsne = await verb(projectVerb, at('a.vec'), '--method', 'tsne', '--epochs', '30', '--perplexity', '4', '--dims', '2', '--out', at('map.tsv'));
  expect(tsne).toMatchObject({ method: 'tsne', dims: 2, neighbours: 'exact', divergence: expect.any(Number) });
  const components = await verb(projectVerb, at('a.vec'), '--method', 'pca', '--dims', '2', '--components', '3,1', '--out', at('map.tsv'));
  expect(components.components).toEqual([3, 1]);
  expect(components.explainedVariance).toHaveLength(10);
  const axes = await verb(projectVerb, at('a.vec'), '--method', 'axes', '--axis', 'bread,soup:ship,sail', '--axis', 'butter:mast', '--words', '9', '--trials', '19', '--seed', '2', '--out', at('map.tsv'));
  expect(axes).toMatchObject({ method: 'axes', points: 9, dims: 3, axes: [{ from: ['bread', 'soup'], to: ['ship', 'sail'] }, { from: ['butter'], to: ['mast'] }] });
  for (const { nullTest } of axes.axes) expect(nullTest).toMatchObject({ trials: 19, words: 9, spread: expect.any(Number), p: (nullTest.asWide + 1) / 20 });
  await expect(verb(projectVerb, at('a.vec'), '--method', 'axes', '--out', at('map.tsv'))).rejects.toThrow(/--axis good,nice:bad,evil/);
  await expect(verb(projectVerb, at('a.vec'), '--method', 'axes', '--axis', 'bred:ship', '--out', at('map.tsv'))).rejects.toThrow(/did you mean bread/);
});

test('evaluate reads questions and judgements', async () => {
  writeFileSync(at('questions.txt'), ': worlds\nbread butter ship sail\nbread butter ship unknown\n');
  writeFileSync(at('pairs.tsv'), 'ship\tsail\t9\nbread\tbutter\t8\nship\tbread\t1\nship\tzebra\t5\n');
  const found = await verb(evaluateVerb, at('a.vec'), '--analogies', at('questions.txt'), '--similarity', at('pairs.tsv'));
  expect(found.analogies).toMatchObject({ asked: 1, skipped: 1, sections: [{ name: 'worlds', asked: 1 }] });
  expect(found.similarity).toMatchObject({ pairs: 3, missing: 1 });
  expect(found.similarity.spearman).toBeGreaterThan(0.4);
});

test('evaluate tells odd ones, categories, intervals and coverage, over several spaces too', async () => {
  writeFileSync(at('odd.txt'), ': worlds\nbread butter soup | ship\nsail mast rope | spoon\nsail mast | zebra\n');
  writeFileSync(at('kinds.tsv'), WORLDS.flatMap((world, w) => world.map((word) => `${word}\tworld ${w}`)).join('\n'));
  const files = ['--odd', at('odd.txt'), '--categories', at('kinds.tsv')];
  const one = await verb(evaluateVerb, at('a.vec'), ...files, '--detail');
  expect(one.odd).toMatchObject({ accuracy: 1, correct: 2, asked: 2, skipped: 1, coverage: expect.closeTo(2 / 3, 6), unknown: ['zebra'], interval: [expect.any(Number), 1] });
  expect(one.odd.groups).toHaveLength(3);
  expect(one.categories).toMatchObject({ purity: 1, adjustedRand: 1, words: 16, missing: 0 });
  expect(one).not.toHaveProperty('builtin');
  const two = await verb(evaluateVerb, at('a.vec'), at('b.bin'), ...files, '--vocabulary', '12');
  expect(two.spaces.map((s: { space: string }) => s.space)).toEqual([at('a.vec'), at('b.bin')]);
  expect(two.mean.categories).toMatchObject({ measure: 'purity', mean: expect.any(Number), sd: expect.any(Number) });
  expect(two.spaces[1].categories.words).toBe(12);
});

test('evaluate asks the built-in questions where no file is given', async () => {
  const { builtin, ...rest } = await verb(evaluateVerb, at('a.vec'), '--draws', '100');
  expect(rest).toEqual({});
  expect(builtin.analogies).toMatchObject({ asked: 0, coverage: 0, interval: [0, 1] });
  expect(builtin.analogies.unknown).toHaveLength(12);
  expect(builtin.analogies.sections.map((s: { name: string }) => s.name)).toContain('capitals');
  expect(Object.keys(builtin)).toEqual(['analogies', 'odd', 'categories']);
});

test('coach promises nothing of a tiny text, leaves it enough tokens and asks it the usual analogies', async () => {
  writeFileSync(at('tiny.txt'), 'The ship and the sail. The mast of the ship. A sail on a mast. The man and the ship.');
  const found = await verb(coachVerb, '--text', at('tiny.txt'), '--min-count', '1');
  expect(found.expected).toBeNull();
  expect(found.quality.sample).toBeGreaterThan(1e-4);
  expect(found.quality.tokensKept).toBeGreaterThan(0.3);
  expect(found.questions[0]).toMatchObject({ expression: 'king - man + woman', missing: ['king', 'woman'] });
});

test('going on over a text that shares no word with the vectors is warned of', async () => {
  writeFileSync(at('others.txt'), 'one two three four. two three four one. three one two four.');
  await verb(trainVerb, '--text', at('others.txt'), '--min-count', '1', '--from', at('a.vec'), '--epochs', '1', '--sample', '0', '--out', at('others.vec'));
  expect(vi.mocked(console.error).mock.calls.flat().join('\n')).toContain(`shares no word with ${at('a.vec')}`);
});

test('evaluate makes no mean of correlations of a pair or two', async () => {
  writeFileSync(at('two.tsv'), 'ship\tsail\t9\nbread\tbutter\t8\n');
  const { mean } = await verb(evaluateVerb, at('a.vec'), at('b.bin'), '--similarity', at('two.tsv'));
  expect(mean.similarity).toMatchObject({ spaces: 0, mean: null });
});

test('vectors for the Embedding Projector: rows in one file, words in the one beside it', async () => {
  await verb(trainVerb, '--text', at('worlds.txt'), '--dims', '4', '--epochs', '1', '--out', at('mine.tsv'));
  const [rows, words] = ['mine.tsv', 'mine.metadata.tsv'].map((name) => readFileSync(at(name), 'utf8').trimEnd().split('\n'));
  expect(rows.map((row) => row.split('\t').length)).toEqual(Array(16).fill(4));
  expect(words[0]).toBe('word\tcount');
  expect(words.slice(1).map((line) => line.split('\t')[0]).toSorted()).toEqual(WORLDS.flat().toSorted());
});

test('a mean is over the spaces that could be asked', async () => {
  writeFileSync(at('royal.txt'), ': family\nbread butter ship sail\nanchor rope knife plate\n');
  writeFileSync(at('strangers.vec'), '3 2\nen face 1 0\ndeux 0 1\ntrois 1 1\n');
  const { mean, spaces } = await verb(evaluateVerb, at('a.vec'), at('strangers.vec'), '--analogies', at('royal.txt'));
  expect(spaces.map((s: { analogies: { asked: number } }) => s.analogies.asked)).toEqual([2, 0]);
  expect(mean.analogies).toMatchObject({ spaces: 1, mean: spaces[0].analogies.accuracy });
  const { mean: none } = await verb(evaluateVerb, at('strangers.vec'), at('strangers.vec'), '--analogies', at('royal.txt'));
  expect(none.analogies).toEqual({ measure: 'accuracy', spaces: 0, mean: null, sd: null });
});

test('a subword space is gone on from with its pieces, hashed as they were', async () => {
  const settings = ['--text', at('worlds.txt'), '--model', 'subword', '--epochs', '2', '--sample', '0'];
  await verb(trainVerb, ...settings, '--dims', '8', '--buckets', '500', '--minn', '2', '--maxn', '4', '--out', at('pieces.bin'));
  await verb(trainVerb, ...settings, '--alpha', '0.0001', '--from', at('pieces.bin'), '--out', at('further.bin'));
  const [before, after] = ['pieces.bin', 'further.bin'].map((name) => chosenSpace(at(name)).subwords!);
  expect(after).toMatchObject({ minn: 2, maxn: 4, buckets: { rows: 500, dims: 8 } });
  const [a, b] = [before, after].map(({ buckets }) => buckets.values);
  const [dot, aa, bb] = [a.reduce((sum, v, i) => sum + v * b[i], 0), a.reduce((sum, v) => sum + v * v, 0), b.reduce((sum, v) => sum + v * v, 0)];
  expect(dot / Math.sqrt(aa * bb)).toBeGreaterThan(0.99);
});

test('corpora lists what is built in, with its terms', async () => {
  const { corpora, spaces } = await verb(corporaVerb);
  expect(corpora.map((c: { id: string }) => c.id)).toEqual(expect.arrayContaining(['default', 'sotu', 'brown', 'kjv', 'factbook', 'moby-dick']));
  expect(spaces.map((s: { id: string }) => s.id)).toContain('glove');
  for (const entry of [...corpora, ...spaces]) expect(entry.licence, entry.id).toBeTruthy();
});

test.each([
  ['no such file', () => verb(neighborsVerb, at('gone.vec'), 'ship'), /no file/],
  ['a folder', () => verb(trainVerb, '--text', folder, '--out', at('x.vec')), /folder/],
  ['no text', () => verb(trainVerb, '--out', at('x.vec')), /Which text/],
  ['two texts', () => verb(trainVerb, '--text', at('worlds.txt'), '--corpus', 'brown', '--out', at('x.vec')), /not both/],
  ['an unknown corpus', () => verb(trainVerb, '--corpus', 'bron', '--out', at('x.vec')), /brown/],
  ['an unknown model', () => verb(trainVerb, '--text', at('worlds.txt'), '--model', 'bert', '--out', at('x.vec')), /skipgram/],
  ['the plain kernel on two threads', () => verb(trainVerb, '--text', at('worlds.txt'), '--kernel', 'plain', '--threads', '2', '--out', at('x.vec')), /one thread/],
  ['an option of another model', () => verb(trainVerb, '--text', at('worlds.txt'), '--model', 'tfidf', '--window-kind', '1', '--out', at('x.npz')), /no option --window-kind; it knows .*--max-document-share/],
  ['no format', () => verb(trainVerb, '--text', at('worlds.txt'), '--out', at('x')), /format/],
  ['sparse vectors in a dense file', () => verb(trainVerb, '--text', at('worlds.txt'), '--model', 'tfidf', '--out', at('x.vec')), /npz/],
  ['dense vectors in a sparse file', () => verb(trainVerb, '--text', at('worlds.txt'), '--out', at('x.npz')), /dense/],
  ['nowhere to write', () => verb(trainVerb, '--text', at('worlds.txt'), '--epochs', '1', '--out', at('no/x.vec')), /could not be written/],
  ['to write over its text', () => verb(trainVerb, '--text', at('worlds.txt'), '--out', join(folder, '.', 'worlds.txt')), /is read here/],
  ['to write over vectors that it goes on from', () => verb(trainVerb, '--text', at('worlds.txt'), '--from', at('a.vec'), '--out', at('a.vec')), /is read here/],
  ['to write over a space that it lays out', () => verb(projectVerb, at('a.vec'), '--out', at('a.vec')), /is read here/],
  ['to write over a space that it compares', () => verb(compareVerb, at('a.vec'), at('fma.bin'), '--out', at('fma.bin')), /is read here/],
  ['options of another map', () => verb(projectVerb, at('a.vec'), '--perplexity', '5', '--out', at('x.tsv')), /--perplexity is for tsne, not for umap/],
  ['axes for a map without', () => verb(projectVerb, at('a.vec'), '--axis', 'ship:bread', '--out', at('x.tsv')), /--axis is for axes/],
  ['a map in a vector file', () => verb(projectVerb, at('a.vec'), '--out', at('x.vec')), /would hold a table: end its name in \.tsv/],
  ['two tables in one file', () => verb(compareVerb, at('a.vec'), at('fma.bin'), '--out', at('x.csv'), '--pairs-out', join(folder, '.', 'x.csv')), /one file over the other/],
  ['classes of documents without a text', () => verb(compareVerb, at('a.vec'), at('fma.bin'), '--label', 'world'), /--label is a column of a text/],
  ['seeds of one training of topics', () => verb(topicsVerb, '--text', at('worlds.txt'), '--seeds', '2'), /--seeds is of a sweep/],
  ['a new text beside a sweep', () => verb(topicsVerb, '--text', at('worlds.txt'), '--sweep', '2,3', '--infer', at('worlds.txt')), /--infer is of one training/],
  ['a number of topics beside a sweep', () => verb(topicsVerb, '--text', at('worlds.txt'), '--sweep', '2,3', '--topics', '4'), /leave --topics out/],
  ['options of another way to search', () => verb(searchVerb, '--text', at('worlds.txt'), '--query', 'ship', '--method', 'bm25', '--dims', '4'), /--dims means nothing to bm25/],
  ['vectors for a way that has none', () => verb(searchVerb, '--text', at('worlds.txt'), '--query', 'ship', '--method', 'bm25', '--vectors', at('a.vec')), /--vectors is for --method vectors/],
  ['an unknown word', () => verb(neighborsVerb, at('a.vec'), 'shipp'), /ship/],
  ['questions of three words', () => verb(evaluateVerb, at('a.vec'), '--analogies', at('pairs.tsv')), /pairs\.tsv, line 1: a question has four words/],
  ['an evaluation file in another encoding', () => (writeFileSync(at('latin.txt'), Uint8Array.of(0xe9, 0x20)), verb(evaluateVerb, at('a.vec'), '--similarity', at('latin.txt'))), /UTF-8/],
])('refuses %s with a sentence', async (_, attempt, sentence) => {
  await expect(attempt()).rejects.toMatchObject({ name: 'WordspaceError', message: expect.stringMatching(sentence) });
});

test.each([
  ['an unknown option', () => verb(trainVerb, '--colour', 'red')],
  ['no output', () => verb(trainVerb, '--text', at('worlds.txt'))],
  ['a word for a number', () => verb(trainVerb, '--text', at('worlds.txt'), '--dims', 'many', '--out', at('x.vec'))],
  ['an interval of one draw', () => verb(evaluateVerb, at('a.vec'), '--draws', '1')],
  ['dims 0', () => verb(trainVerb, '--text', at('worlds.txt'), '--dims', '0', '--out', at('x.vec'))],
  ['k of 0', () => verb(neighborsVerb, at('a.vec'), 'ship', '--k', '0')],
  ['a component that is not told', () => verb(projectVerb, at('a.vec'), '--method', 'pca', '--components', '1,99', '--out', at('x.tsv'))],
])('calls %s wrong usage', async (_, attempt) => {
  await expect(attempt()).rejects.toMatchObject({ name: 'CommanderError' });
});

test('explain gives parts that add up, and the sentences behind them', async () => {
  const text = ['--text', at('worlds.txt')];
  await verb(trainVerb, ...text, '--model', 'tfidf', '--out', at('why.npz'));
  await verb(trainVerb, ...text, '--dims', '8', '--epochs', '2', '--sample', '0', '--out', at('why.vec'));
  const sum = (told: { parts: { value: number }[]; others: { value: number }; remainder: number }) => told.parts.reduce((s, p) => s + p.value, told.others.value + told.remainder);
  const counted = await verb(explainVerb, at('why.npz'), 'ship', 'sail', ...text, '--parts', '3', '--sentences', '2');
  expect(counted).toMatchObject({ words: ['ship', 'sail'], by: 'documents', together: { sentences: 5, documents: 5 } });
  expect(counted.parts.length + counted.others.count).toBe(counted.together.documents);
  expect(sum(counted)).toBeCloseTo(counted.similarity, 5);
  expect(Math.abs(counted.remainder)).toBeLessThan(1e-6);
  const neural = await verb(explainVerb, at('why.vec'), 'ship', 'sail', ...text, '--parts', '3', '--sentences', '2');
  expect(neural).toMatchObject({ by: 'contexts', together: counted.together });
  expect(sum(neural)).toBeCloseTo(neural.similarity, 5);
  expect(neural.sentences).toHaveLength(2);
  for (const { text: sentence, marks } of neural.sentences) {
    for (const [from, to, role] of marks) expect(sentence.slice(from, to)).toBe(role === 'a' ? 'ship' : 'sail');
  }
  const whole = await verb(explainVerb, at('why.vec'), 'ship', '--document', '2', ...text);
  expect(whole.by).toBe('document words');
  expect(sum(whole)).toBeCloseTo(whole.similarity, 5);
  await verb(trainVerb, ...text, '--model', 'ppmi', '--out', at('why.ppmi.npz'));
  const mean = await verb(explainVerb, at('why.ppmi.npz'), 'ship', '--document', '2', ...text);
  expect(mean.by).toBe('document words');
  expect(sum(mean)).toBeCloseTo(mean.similarity, 5);
  await verb(trainVerb, ...text, '--model', 'tfidf', '--ngrams', '2', '--out', at('runs.npz'));
  const run = readFileSync(at('worlds.txt'), 'utf8').toLowerCase().match(/\bship \w+/)?.[0] ?? '';
  const runs = await verb(explainVerb, at('runs.npz'), run, 'ship', ...text, '--sentences', '1');
  expect(runs.sentences[0].text.toLowerCase()).toContain(run);
  expect(runs.together.sentences).toBeGreaterThan(0);
  await expect(verb(explainVerb, at('why.vec'), 'ship', 'sail')).rejects.toThrow(/--corpus NAME or --text FILE/);
  await expect(verb(explainVerb, at('why.vec'), 'ship', ...text)).rejects.toThrow('--document');
});

test('compare takes other seeds, tells pairs seen differently and writes tables', async () => {
  const text = ['--text', at('worlds.txt')];
  await verb(trainVerb, ...text, '--dims', '8', '--epochs', '2', '--sample', '0', '--seeds', '2', '--out', at('s.vec'));
  await verb(trainVerb, ...text, '--model', 'tfidf', '--out', at('s.npz'));
  const told = await verb(compareVerb, at('s.1.vec'), at('s.npz'), '--seeds-a', at('s.2.vec'), ...text, '--k', '3', '--out', at('words.csv'), '--pairs-out', at('pairs.csv'));
  expect(told).toMatchObject({ shared: 16, k: 3, own: { b: null } });
  expect(told.interval[0]).toBeLessThanOrEqual(told.overlap);
  expect(told.interval[1]).toBeGreaterThanOrEqual(told.overlap);
  expect(told.disagreements.map((d: { title: string }) => d.title)).toEqual(['Same meaning, never together', 'Same topic, different meaning']);
  expect(told.disagreements[0].pairs.every((p: { together: number }) => p.together === 0)).toBe(true);
  expect(readFileSync(at('words.csv'), 'utf8').trim().split('\r\n')).toHaveLength(17);
  expect(readFileSync(at('pairs.csv'), 'utf8')).toMatch(/^near_in,first,second,count/);
});

test('compare puts any number of spaces into one table', async () => {
  const told = await verb(compareVerb, at('s.1.vec'), at('s.npz'), '--text', at('worlds.txt'), '--models', 'lsa', '--k', '3');
  expect(told.spaces.map((s: { space: string }) => s.space)).toEqual([at('s.1.vec'), at('s.npz'), 'lsa']);
  for (const row of told.spaces) {
    expect(row.overlaps[row.space]).toBe(1);
    expect(Object.keys(row.scores)).toEqual(['analogies', 'odd', 'categories']);
    expect(row.bytes).toBeGreaterThan(0);
  }
  expect(told.spaces[2].cpuSeconds).toBeGreaterThan(0);
  expect(told.spaces[0].overlaps[at('s.npz')]).toBe(told.spaces[1].overlaps[at('s.1.vec')]);
  await expect(verb(compareVerb, at('s.1.vec'))).rejects.toThrow('two or more');
});

test('compare leaves out a model that does not suit the text, and says so', async () => {
  writeFileSync(at('alike.csv'), ['text', ...Array.from({ length: 12 }, (_, d) => `the ship of the captain and the mast ${d % 2 ? 'of a ship' : 'at sea'}`)].join('\n'));
  const notes = vi.spyOn(console, 'error');
  const told = await verb(compareVerb, '--text', at('alike.csv'), '--min-count', '1', '--models', 'tfidf', 'lsa', 'lda', '--k', '2');
  expect(told.spaces.map((s: { space: string }) => s.space)).toEqual(['tfidf', 'lsa']);
  expect(notes.mock.calls.flat().join('\n')).toMatch(/note: lda is left out: /);
  await expect(verb(compareVerb, '--text', at('alike.csv'), '--min-count', '1', '--models', 'tfidf', 'lda')).rejects.toThrow('No word of');
});

test('compare tells of two spaces the words seen most differently, and writes the table of several', async () => {
  const two = [at('s.1.vec'), at('s.2.vec')];
  const told = await verb(compareVerb, ...two, '--k', '3', '--top', '2', '--out', at('all.csv'));
  expect(told.words).toHaveLength(2);
  const written = readFileSync(at('all.csv'), 'utf8').trim().split('\r\n').slice(1).map((line) => line.split(','));
  expect(written).toHaveLength(16);
  expect(told.words.map((w: { word: string }) => w.word)).toEqual(written.slice(0, 2).map(([word]) => word));

  const three = [...two, at('s.npz')];
  const { spaces, out } = await verb(compareVerb, ...three, '--k', '3', '--out', at('table.csv'));
  expect(out).toBe(at('table.csv'));
  const [names, ...rows] = readFileSync(at('table.csv'), 'utf8').trim().split('\r\n').map((line) => line.split(','));
  expect(names.slice(0, 4)).toEqual(['space', 'items', 'dims', `overlap_${at('s.1.vec')}`]);
  expect(rows.map(([space, items]) => [space, Number(items)])).toEqual(spaces.map((s: { space: string; items: number }) => [s.space, s.items]));
  expect(rows.every((row) => row.length === names.length)).toBe(true);

  for (const stray of [['--pairs-out', at('p.csv')], ['--pos', 'noun'], ['--pairs', '3'], ['--top', '3'], ['--seeds-a', at('s.2.vec')], ['--seeds-b', at('s.2.vec')]]) {
    await expect(verb(compareVerb, ...three, ...stray), stray[0]).rejects.toMatchObject({ name: 'CommanderError', message: expect.stringContaining(`${stray[0]} is for two spaces`) });
  }
  await expect(verb(compareVerb, ...two, '--similarity', at('pairs.tsv'))).rejects.toMatchObject({ name: 'CommanderError', message: expect.stringContaining('--similarity is for the table') });
});
