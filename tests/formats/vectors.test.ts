import { readFileSync } from 'node:fs';
import { gzipSync, unzipSync, zipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { writeNpy } from '../../lib/formats/npy';
import { pack } from '../../lib/formats/pack';
import { quantise } from '../../lib/formats/quantise';
import { holdsVectors, readVectors, repairs, vectorChunks, writeVectors, type VectorFormat } from '../../lib/formats/vectors';
import { dense, type Csr } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';

const utf8 = (s: string) => new TextEncoder().encode(s);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/vectors/${name}`, import.meta.url)));
const read = (content: string | Uint8Array, name = 'v.txt') => readVectors(name, typeof content === 'string' ? utf8(content) : content);

const expected = JSON.parse(text(fixture('vectors.json'))) as { names: string[]; rows: number[][]; neighbours: Record<string, [string, number][]> };
const gensim = new VectorSpace({
  names: expected.names,
  matrix: dense(7, 6, Float32Array.from(expected.rows.flat())),
  columns: [{ name: 'count', kind: 'number', values: [7, 6, 5, 4, 3, 2, 1] }],
  provenance: { model: 'skipgram', corpus: 'x', options: { dims: 6 } },
});

describe('files made by others', () => {
  it.each(['gensim.txt', 'gensim.bin', 'word2vec-c.bin', 'glove.txt'])('%s gives the same names and floats', (file) => {
    const space = readVectors(file, fixture(file));
    expect(space.names).toEqual(expected.names);
    expect(space.matrix).toEqual(gensim.matrix);
    expect(space.provenance).toEqual({ model: file === 'glove.txt' ? 'glove' : 'word2vec', corpus: file, options: {} });
    expect(readVectors(`${file}.gz`, gzipSync(fixture(file))).matrix).toEqual(gensim.matrix);
  });

  it('gives the neighbours that gensim gives', () => {
    const { names, unit, dims } = readVectors('gensim.bin', fixture('gensim.bin'));
    const cosine = (a: number, b: number) => {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += unit.values[a * dims + d] * unit.values[b * dims + d];
      return sum;
    };
    names.forEach((name, a) => {
      const near = names.map((other, b) => [other, cosine(a, b)] as const).filter(([other]) => other !== name);
      near.sort(([, p], [, q]) => q - p);
      expected.neighbours[name].forEach(([other, similarity], rank) => {
        expect(near[rank][0]).toBe(other);
        expect(near[rank][1]).toBeCloseTo(similarity, 5);
      });
    });
  });

  it.each(['scipy.npz', 'numpy.npz'])('%s gives the same sparse rows', (file) => {
    const space = readVectors(file, fixture(file));
    expect(space.names).toEqual(expected.names);
    const matrix = space.matrix as Csr;
    expect([matrix.kind, matrix.rows, matrix.dims]).toEqual(['csr', 7, 6]);
    expect(toRows(matrix)).toEqual(expected.rows.map((row) => row.map((v) => (Math.abs(v) > 0.2 ? v : 0))));
  });
});

describe('what holds vectors and no text', () => {
  const rows = (name: (i: number) => string, dims: number, separator = ' ') => Array.from({ length: 9 }, (_, i) => [name(i), ...Array.from({ length: dims }, (_, d) => (i - d) / 8)].join(separator)).join('\n');
  const holds = (name: string, content: string | Uint8Array) => holdsVectors({ name, bytes: typeof content === 'string' ? utf8(content) : content });

  it.each(['gensim.txt', 'gensim.bin', 'word2vec-c.bin', 'glove.txt', 'scipy.npz', 'numpy.npz', 'fasttext.bin'])('%s, under any name, packed or not', (file) => {
    expect(holds('download', fixture(file))).toBe(true);
    expect(holds('download.gz', gzipSync(fixture(file)))).toBe(true);
  });

  it('is told by the first lines, which may be cut', () => {
    expect(holds('v.txt', rows((i) => `word${i}`, 5))).toBe(true);
    expect(holds('v.csv', rows((i) => (i === 3 ? 'at name@x.org' : `w${i}`), 5, '\t'))).toBe(true);
    const large = Array.from({ length: 3000 }, (_, i) => `дом${i} ${Array.from({ length: 50 }, (_, d) => d / 8).join(' ')}`).join('\n');
    expect(holds('v.txt', large)).toBe(true);
    expect(holds('v.txt.gz', gzipSync(utf8(large)))).toBe(true);
    expect(holds('v.tsv', rows(() => '0.5', 5, '\t'))).toBe(true);
    expect(holds('v.space', writeVectors(gensim, 'pack'))).toBe(true);
  });

  it.each<[string, string | Uint8Array]>([
    ['prose', 'It was the best of times\nit was'],
    ['prose after two numbers', '1984 12\nIt was a bright cold day in April,\nand the clocks were striking 13'],
    ['one row', 'a 1 2 3 4 5 6'],
    ['rows of few numbers', rows((i) => `w${i}`, 4)],
    ['a table with a header', `word\t${'x y z u v'.replaceAll(' ', '\t')}\n${rows((i) => `w${i}`, 5, '\t')}`],
    ['rows of different lengths', `a 1 2 3 4 5\nb 1 2 3 4 5 6 x\n`],
    ['an archive of texts', zipSync({ 'a.txt': utf8('a') })],
    ['a damaged gzip file', gzipSync(utf8('a')).subarray(0, 12)],
    ['nothing', ''],
  ])('%s is not', (_, content) => {
    expect(holds('v.txt', content)).toBe(false);
  });
});

describe('what is written is read back', () => {
  // Names that the word2vec formats can hold.
  const name = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 })).filter((n) => !/\s|\ufeff/u.test(n));
  const space = fc.tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), fc.integer({ min: 2, max: 9 })).chain(([names, dims]) =>
    fc.float32Array({ minLength: names.length * dims, maxLength: names.length * dims, noNaN: true, noDefaultInfinity: true }).map(
      (values) => new VectorSpace({ names, matrix: dense(names.length, dims, Float32Array.from(values, (v) => v || 0)), columns: [], provenance: { model: 'word2vec', corpus: 'v', options: {} } }),
    ),
  );

  it.each(['text', 'binary', 'pack'] as VectorFormat[])('%s: every float and every name', (format) => {
    fc.assert(
      fc.property(space, (given) => {
        const { names, matrix, columns, provenance } = readVectors('v', writeVectors(given, format));
        // Rows of zeros are counted in the options.
        expect({ names, matrix, columns, provenance: { ...provenance, options: {} } }).toEqual({ names: given.names, matrix: given.matrix, columns: given.columns, provenance: given.provenance });
      }),
    );
  });

  it('binary: floats whose bytes look like an empty line of text', () => {
    const values = Float32Array.from([-5.602889394157097e-28, 1.3597567140422318e-19, 0, 0]);
    const given = new VectorSpace({ names: ['a', 'b'], matrix: dense(2, 2, values), columns: [], provenance: { model: 'word2vec', corpus: 'v', options: {} } });
    expect(readVectors('v', writeVectors(given, 'binary')).matrix).toEqual(given.matrix);
  });

  it('npz: a sparse space, and the entries of a dense one that are not zero', () => {
    const wide = readVectors('scipy.npz', fixture('scipy.npz'));
    const again = readVectors('scipy.npz', writeVectors(wide, 'npz'));
    expect(again).toEqual(wide);
    const { matrix } = readVectors('d.npz', writeVectors(gensim, 'npz'));
    expect(toRows(matrix as Csr)).toEqual(expected.rows);
  });

  it('pack: columns and provenance too, quantised or not', () => {
    expect(readVectors('s', writeVectors(gensim, 'pack'))).toEqual(gensim);
    const { matrix, ...rest } = readVectors('s', pack({ words: quantise(gensim), seconds: 3 }));
    expect(rest).toMatchObject({ names: gensim.names, columns: gensim.columns, provenance: gensim.provenance });
    matrix.values.forEach((v, i) => expect(Math.abs(v - gensim.matrix.values[i])).toBeLessThanOrEqual(Math.max(...gensim.matrix.values.map(Math.abs)) / 254));
    const sparse = readVectors('scipy.npz', fixture('scipy.npz'));
    expect(readVectors('s', writeVectors(sparse, 'pack'))).toEqual(sparse);
  });

  it('puts underscores for white space in word2vec names', () => {
    const spaced = new VectorSpace({ ...gensim, names: ['new york', '', 'a\tb', 'a\u00a0b', 'x', 'y', 'z'] });
    for (const format of ['text', 'binary'] as const) {
      expect(readVectors('v', writeVectors(spaced, format)).names).toEqual(['new_york', '_', 'a_b', 'x', 'y', 'z']);
    }
  });

  it('comes in pieces that make the whole', () => {
    const large = new VectorSpace({ ...gensim, names: Array.from({ length: 5000 }, (_, i) => `w${i}`), matrix: dense(5000, 50) });
    for (const format of ['text', 'binary'] as const) {
      const chunks = [...vectorChunks(large, format)];
      expect(chunks.length).toBeGreaterThan(2);
      expect(Buffer.concat(chunks).equals(writeVectors(large, format))).toBe(true);
      expect(readVectors('v', writeVectors(large, format)).size).toBe(5000);
    }
  });

  it('refuses to make a sparse space dense', () => {
    expect(() => writeVectors(readVectors('scipy.npz', fixture('scipy.npz')), 'text')).toThrow('save it as .npz');
  });
});

describe('odd but sound files', () => {
  it('reads one row, tabs, trailing spaces, CRLF, blank lines and a BOM', () => {
    expect(read('a 1').matrix.values).toEqual(Float32Array.of(1));
    expect(read('\ufeffa\t1\t2 \r\n\r\nb  3   4\r\n').names).toEqual(['a', 'b']);
    expect(read('2 2\na 1 2 \nb 3 4 \n\n').matrix.values).toEqual(Float32Array.of(1, 2, 3, 4));
  });

  it('reads names that hold spaces, as in glove.840B', () => {
    const space = read('the 1 2\n. . . 3 4\nat name@x.org 5 6\n');
    expect(space.names).toEqual(['the', '. . .', 'at name@x.org']);
    expect(space.matrix.values).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  });

  it('takes numbers for names below a header, or where other names are words', () => {
    expect(read('2 3\n7 1 2 3\n8 4 5 6\n').names).toEqual(['7', '8']);
    expect(read('7 1 2 3\nthe 4 5 6\n').names).toEqual(['7', 'the']);
  });

  it('keeps the first of a name and counts the others', () => {
    for (const content of ['3 1\na 1\nb 2\na 3\n', 'a 1\nb 2\na 3\n']) {
      const space = read(content);
      expect(space.names).toEqual(['a', 'b']);
      expect(space.matrix).toEqual(dense(2, 1, Float32Array.of(1, 2)));
      expect(space.provenance.options).toEqual({ repeated: 1 });
      expect(repairs(space.provenance)).toEqual(['v.txt: left out 1 vector whose name had come before.']);
    }
  });

  it('counts rows of zeros', () => {
    const space = read('a 0 0\nb 0 1\nc 0 0\na 1 2\n');
    expect(space.provenance.options).toEqual({ repeated: 1, zeros: 2 });
    expect(repairs(space.provenance)[1]).toBe('v.txt: 2 vectors are all zeros, which are near no other.');
    expect(read(npz({ indptr: Int32Array.of(0, 3, 3), indices: Int32Array.of(0, 1, 2) })).provenance.options).toEqual({ zeros: 1 });
    expect(repairs(read('a 1\nb 2\n').provenance)).toEqual([]);
  });

  it('reads an npz whose columns are out of order', () => {
    const { matrix } = read(npz({ indices: Int32Array.of(2, 0, 1) }));
    expect(toRows(matrix as Csr)).toEqual([[2, 0, 1], [0, 3, 0]]);
  });
});

describe('bad files', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'v.txt is empty'],
    ['prose', 'It was the best of times\nit was', 'v.txt is not a vector file: its first line'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2), 'v.txt is a PNG image, not a vector file'],
    ['too few values', 'a 1 2\nb 3\n', 'v.txt, line 2: 1 values where 2 are expected'],
    ['too many values', 'a 1 2\nb 3 4 5\n', 'v.txt, line 2: 3 values where 2 are expected'],
    ['a word among values', 'a 1 2\nb 3 x4\n', 'v.txt, line 2, column 5: “x4” is not a finite number'],
    ['nan', '2 2\na 1 2\nb nan 4\n', 'v.txt, line 3, column 3: “nan” is not a finite number'],
    ['beyond a float', 'a 1 2\nb 1e39 4\n', '“1e39” is not a finite number'],
    ['no name', 'a 1 2\n 3 4\n', 'v.txt, line 2: the line begins with a space'],
    ['a header that says more', '3 2\na 1 2\nb 3 4\n', 'the header announces 3 vectors but 2 follow; the file is cut short, or its first line should say “2 2”'],
    ['a header that says less', '1 2\na 1 2\nb 3 4\n', 'the header announces 1 vectors but 2 follow'],
    ['a header of other dims', '1 3\na 1 2\n', 'v.txt, line 2: 2 values where 3 are expected'],
    ['a boundless header', '999999999999999 999999999999999\na 1 2\n', 'v.txt, line 2: 2 values'],
    ['dims 0', '2 0\na\nb\n', 'the header announces 2 vectors of 0 values; both must be at least 1'],
    ['only a header', '2 2\n', 'v.txt holds no vectors'],
    ['a name that is not UTF-8', Uint8Array.of(97, 32, 49, 10, 0xe9, 32, 50, 10), 'v.txt, line 2: the name is not UTF-8'],
    ['only numbers', '0.1 0.2\n0.3 0.4\n', 'v.txt holds only numbers and does not say what its rows are called: put the names, one a line, in a file v.metadata.tsv or metadata.tsv beside it'],
    ['one row of numbers', '0.1\t0.2\t0.3\n', 'v.txt holds only numbers'],
    ['two columns of whole numbers', '1\t2\n3\t4\n', 'v.txt holds only numbers'],
    ['a damaged gzip', gzipSync(utf8('a 1\n')).subarray(0, 20), 'The gzip file is damaged or cut short'],
  ])('%s', (_, content, message) => {
    const run = () => read(content);
    expect(run).toThrow(WordspaceError);
    expect(run).toThrow(message);
  });

  it('binary: names the byte', () => {
    const whole = fixture('gensim.bin');
    for (let end = 4 + 6; end < whole.length; end += 5) {
      expect(() => read(whole.subarray(0, end)), `cut at ${end}`).toThrow(/v\.txt/);
    }
    expect(() => read(whole.subarray(0, 100))).toThrow('the header announces 7 vectors of 6 values, but the file ends at byte 100, within vector 4');
    expect(() => read(new Uint8Array([...whole, 65, 66]))).toThrow(`which end at byte ${whole.length}, but the file goes on to byte ${whole.length + 2}`);
    const nan = whole.slice();
    nan.set([0, 0, 0xc0, 0x7f], 4 + 5 + 8);
    expect(() => read(nan)).toThrow('value 3 of “king” at byte 17 is not a finite number');
    const nameless = whole.slice();
    nameless[4 + 5 + 24] = 32;
    expect(() => read(nameless)).toThrow('vector 2 has no name at byte 33');
    const latin = whole.slice();
    latin[4 + 5 + 24] = 0xe9;
    expect(() => read(latin)).toThrow('the name of vector 2 at byte 33 is not UTF-8');
  });

  it('binary: is known by its floats even where one begins with a newline byte', () => {
    const newline = new VectorSpace({ ...gensim, names: ['a', 'b'], matrix: dense(2, 3, Float32Array.of(1.401298464324817e-44, 2, 3, 4, 5, 6)) });
    expect(read(writeVectors(newline, 'binary')).matrix).toEqual(newline.matrix);
  });

  it('npz: says what is wrong with the matrix', () => {
    expect(() => read(fixture('csc.npz'))).toThrow('holds a matrix in the format “csc”; convert it with .tocsr()');
    expect(() => read(zipSync({ 'a.txt': utf8('x') }))).toThrow('v.txt has no member format.npy');
    expect(() => read(npz({ names: null }))).toThrow('does not say what its rows are called');
    expect(() => read(npz({ names: 'a\n' }))).toThrow('has 2 rows but 1 names');
    expect(() => read(npz({ indices: Int32Array.of(0, 3, 1) }))).toThrow('row 1 has a value in column 3 of 3');
    expect(() => read(npz({ indices: Int32Array.of(0, 0, 1) }))).toThrow('two values in one column');
    expect(() => read(npz({ indices: Int32Array.of(0, 1) }))).toThrow('2 indices, 3 values');
    expect(() => read(npz({ indptr: Int32Array.of(0, 4, 3) }))).toThrow('indptr falls at row 2');
    expect(() => read(npz({ indptr: Int32Array.of(0, 3) }))).toThrow('indptr has 2 entries where 3 are expected');
    expect(() => read(npz({ data: Float32Array.of(1, NaN, 3) }))).toThrow('row 1 has a value that is not a finite number');
    expect(() => read(npz({ shape: BigInt64Array.of(0n, 3n) }))).toThrow('the shape 0 × 3');
    expect(() => read(npz({ shape: 'csr' }))).toThrow('shape.npy in v.txt holds text');
    const members = unzipSync(fixture('scipy.npz'));
    const withData = (bytes: Uint8Array) => () => read(zipSync({ ...members, 'data.npy': bytes }));
    expect(withData(utf8('nonsense'))).toThrow('data.npy in v.txt: not a NumPy array');
    expect(withData(members['data.npy'].subarray(0, 100))).toThrow('the file ends at byte 100, within the header');
    expect(withData(members['data.npy'].subarray(0, 150))).toThrow('items should follow, but the file ends at byte 150');
    const edited = (from: string, to: string) => utf8AsBytes(latin1(members['data.npy']).replace(from, to));
    expect(withData(edited('<f8', '>f8'))).toThrow('big-endian');
    expect(withData(edited('<f8', '<c8'))).toThrow('items of type c8');
    expect(withData(edited('shape', 'shopa'))).toThrow('the header at byte 10 cannot be read');
  });

  it('pack: checks the shapes', () => {
    const { names, matrix, columns, provenance } = gensim;
    const sound = { names, matrix, columns, provenance };
    const quantised = quantise(sound);
    const sparse = readVectors('scipy.npz', fixture('scipy.npz')).matrix as Csr;
    const bad: unknown[] = [
      5,
      { ...sound, names: [] },
      { ...sound, names: names.slice(1) },
      { ...sound, columns: [{ name: 'count', kind: 'number', values: [1] }] },
      { ...sound, provenance: {} },
      { ...sound, matrix: { ...matrix, dims: 5 } },
      { ...sound, matrix: { ...matrix, values: new Float32Array(42).fill(NaN) } },
      { ...sound, matrix: { ...matrix, kind: 'odd' } },
      { ...sound, matrix: { ...sparse, indices: sparse.indices.map((i) => i + 9) } },
      { ...sound, matrix: { ...sparse, indices: sparse.indices.slice().reverse() } },
      { ...quantised, scales: quantised.scales.slice(1) },
      { ...quantised, scales: quantised.scales.map(() => Infinity) },
      { ...quantised, dims: 7 },
    ];
    for (const content of bad) expect(() => read(pack(content))).toThrow('v.txt is a Wordspace file but holds no sound vector space');
    expect(() => read(pack(sound).subarray(0, 300))).toThrow('v.txt:');
  });

  it('survives any mutation of any format, and random bytes', () => {
    const files = ['gensim.txt', 'gensim.bin', 'word2vec-c.bin', 'glove.txt', 'scipy.npz', 'numpy.npz'].map(fixture);
    files.push(writeVectors(gensim, 'pack'), pack(quantise(gensim)), gzipSync(fixture('gensim.txt')));
    const mutated = fc.tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat()).map(([file, edits, cut]) => {
      const bytes = file.slice();
      for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
      return cut % 2 ? bytes : bytes.subarray(0, cut % bytes.length);
    });
    const random = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.tuple(fc.nat(5), fc.nat(5), fc.uint8Array({ maxLength: 100 })).map(([rows, dims, tail]) => Uint8Array.from([...utf8(`${rows} ${dims}\n`), ...tail])),
      fc.array(fc.constantFrom('a', ' ', '\n', '1', '-2.5', 'nan', '\t', '1 2\n')).map((parts) => utf8(parts.join(''))),
    );
    fc.assert(
      fc.property(fc.oneof(mutated, random), (bytes) => {
        try {
          const space = read(bytes);
          expect(space.matrix.rows).toBe(space.names.length);
          expect(space.matrix.values.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(WordspaceError);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

/** A small sparse file, [[1, 0, 2], [0, 3, 0]] with names a, b, unless told otherwise. */
function npz(change: Partial<Record<'indices' | 'indptr' | 'data' | 'shape', Parameters<typeof writeNpy>[0]>> & { names?: string | null }): Uint8Array {
  const { names = 'a\nb\n', ...arrays } = change;
  const all = { format: 'csr', shape: BigInt64Array.of(2n, 3n), indptr: Int32Array.of(0, 2, 3), indices: Int32Array.of(0, 2, 1), data: Float32Array.of(1, 2, 3), ...arrays };
  const members = Object.fromEntries(Object.entries(all).map(([name, data]) => [`${name}.npy`, writeNpy(data)]));
  return zipSync(names === null ? members : { ...members, 'names.txt': utf8(names) });
}

function toRows({ rows, dims, indptr, indices, values }: Csr): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from<number>({ length: dims }).fill(0);
    for (let e = indptr[r]; e < indptr[r + 1]; e++) row[indices[e]] = values[e];
    return row;
  });
}

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);
const utf8AsBytes = (s: string) => Uint8Array.from(s, (c) => c.charCodeAt(0));
