import { gzipSync, zipSync, type Zippable } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { readCorpus, type CorpusOptions } from '../../lib/formats/corpora';

const utf8 = (s: string) => new TextEncoder().encode(s);
const read = (name: string, content: string | Uint8Array, options?: CorpusOptions) =>
  readCorpus([{ name, bytes: typeof content === 'string' ? utf8(content) : content }], options);
const words = (n: number, word = 'word') => Array.from({ length: n }, () => word).join(' ');

describe('plain text', () => {
  it('keeps a short file as one document', () => {
    const { corpus, warnings } = read('note.txt', '\ufeffOne cat.\r\n\r\nTwo dogs.');
    expect(corpus).toEqual({ name: 'note.txt', title: 'note', texts: ['One cat.\n\nTwo dogs.'], titles: ['note'], columns: [] });
    expect(warnings).toEqual([]);
  });

  it('gathers the paragraphs of one file into documents of 200 words or more', () => {
    const { corpus } = read('a.txt', Array.from({ length: 9 }, (_, i) => words(100, `w${i}`)).join('\n\n'));
    expect(corpus.texts.map((t) => t.split(/\s+/).length)).toEqual([200, 200, 200, 200, 100]);
    expect(corpus.titles[0]).toMatch(/^w0 w0 .*…$/);
  });

  it('loses no word when it splits', () => {
    const paragraph = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 300 }).map((w) => w.join(' '));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 12 }), (paragraphs) => {
        const text = paragraphs.join('\n\n');
        expect(read('a.txt', text).corpus.texts.join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
      }),
    );
  });

  it('splits a book at its chapters and skips its table of contents', () => {
    const contents = 'CHAPTER I. Loomings\nCHAPTER II. The Bag\nCHAPTER III. The Inn\n';
    const book = `Moby\n\n${contents}\nCHAPTER I. Loomings\n\n${words(40)}\n\nCHAPTER II. The Bag\n\n${words(50)}\n\nCHAPTER III. The Inn\n\n${words(60)}`;
    const { corpus } = read('moby.txt', book);
    expect(corpus.titles).toEqual(['CHAPTER I. Loomings', 'CHAPTER II. The Bag', 'CHAPTER III. The Inn']);
    expect(corpus.texts[1]).toBe(words(50));
  });

  it('joins lines that were wrapped at a width, and only those', () => {
    const line = 'It was the best of times, it was the worst of times, it was the age';
    expect(read('a.txt', Array(8).fill(line).join('\n')).corpus.texts[0]).toBe(Array(8).fill(line).join(' '));
    const sentences = Array(8).fill('The quick brown fox jumps over the lazy dog near the river.').join('\n');
    expect(read('a.txt', sentences).corpus.texts[0]).toBe(sentences);
  });

  it('makes several files a document each', () => {
    const long = words(300) + '\n\n' + words(300);
    const { corpus } = readCorpus([{ name: 'a.txt', bytes: utf8(long) }, { name: 'b.md', bytes: utf8('# Bee\n\nhums') }, { name: 'c.txt', bytes: utf8(' ') }]);
    expect(corpus.titles).toEqual(['a', 'b']);
    expect(corpus.texts).toEqual([long, 'Bee\n\nhums']);
    expect(corpus.name).toBe('3 files');
  });

  it('reads UTF-16 by its mark', () => {
    const le = new Uint8Array(Buffer.from('\ufeffnaïve café', 'utf16le'));
    const be = new Uint8Array(Buffer.from('\ufeffnaïve café', 'utf16le').swap16());
    expect(read('a.txt', le).corpus.texts).toEqual(['naïve café']);
    expect(read('a.txt', be).corpus.texts).toEqual(['naïve café']);
    expect(() => read('a.txt', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))).toThrow('a.txt begins as UTF-16');
  });
});

describe('markdown', () => {
  it('strips the marks and makes a document of each heading', () => {
    const { corpus } = read(
      'notes.md',
      '---\ntags: x\n---\nIntro *here*.\n\n# First **part** #\n\n> A [link](http://x.y/z "t"), `code` and [![alt](i.png)][home].\n\n```js\nlet secret = 1;\n```\n- item one\n2. item_two\n\n## Empty\n# Second\n\n| a | b |\n|---|---|\nsnake_case <b>bold</b>\n',
    );
    expect(corpus.titles).toEqual(['Intro here.', 'First part', 'Second']);
    expect(corpus.texts[1]).toBe('A link, code and alt.\n\nitem one\nitem_two');
    expect(corpus.texts[2]).toMatch(/^a {3}b\s+snake_case {2}bold$/);
  });

  it('is one document without headings', () => {
    expect(read('n.md', 'just *words*').corpus).toMatchObject({ texts: ['just words'], titles: ['n'] });
  });
});

describe('CSV and TSV', () => {
  it('guesses text and title and makes metadata of the rest', () => {
    const { corpus, warnings } = read('r.csv', 'id,year,review,party\n1,1990,"a long, quoted ""text""\nin two lines",D\n2,,short one here,\n3,2001,,R\n');
    expect(corpus.texts).toEqual(['a long, quoted "text"\nin two lines', 'short one here']);
    expect(corpus.titles).toEqual(['1', '2']);
    expect(corpus.columns).toEqual([
      { name: 'year', kind: 'number', values: [1990, null] },
      { name: 'party', kind: 'category', values: ['D', null] },
    ]);
    expect(warnings).toEqual(['r.csv: left out 1 of 3 rows, which have nothing in the column "review".']);
  });

  it('takes the column asked for, or says which there are', () => {
    const csv = 'short,long\na cat,a very long text about dogs\n';
    expect(read('r.csv', csv).corpus.texts).toEqual(['a very long text about dogs']);
    expect(read('r.csv', csv, { textColumn: 'short' }).corpus.texts).toEqual(['a cat']);
    expect(() => read('r.csv', csv, { textColumn: 'body' })).toThrow('r.csv has no column "body"; its columns are "short", "long".');
  });

  it('does without a header, with semicolons, and with double headers', () => {
    expect(read('r.csv', 'the cat sat\nthe dog ran\n').corpus.texts).toEqual(['the cat sat', 'the dog ran']);
    expect(read('r.csv', '1;the cat sat\n2;the dog ran\n').corpus.columns).toEqual([{ name: 'column 1', kind: 'number', values: [1, 2] }]);
    expect(read('r.csv', ',x,text\n0,a,b c\n1,a,d e\n').corpus.columns.map((c) => c.name)).toEqual(['column 1', 'x']);
  });

  it('reads TSV whose cells begin with quotation marks', () => {
    const { corpus } = read('r.tsv', 'label\ttext\ngood\t"well" he said, and left\nbad\t"oh\n');
    expect(corpus.texts).toEqual(['"well" he said, and left', '"oh']);
    expect(read('r.tsv', 'label\ttext\ngood\t"two\nlines"\n').corpus.texts).toEqual(['two\nlines']);
  });

  it('names the row that is broken', () => {
    expect(() => read('r.csv', 'a,b\n1,"never closed\n2,x\n')).toThrow(/^r\.csv, row 2: a quoted field is never closed/);
    expect(() => read('r.csv', 'a,b\n1,x\n2,"bad" quote\n')).toThrow(/^r\.csv, row 3: a closing quotation mark/);
    expect(() => read('r.csv', 'a,b\n1,x\n2,x,y\n')).toThrow('r.csv, row 3 has 3 fields where 2 are expected');
  });
});

describe('JSON lines', () => {
  it('reads objects with their metadata, and strings', () => {
    const { corpus } = read('d.jsonl', '{"title":"A","text":"a cat","year":1999,"tags":["x","y"],"deep":{"z":1}}\n\n{"title":"B","text":"a dog","ok":true}\n');
    expect(corpus.texts).toEqual(['a cat', 'a dog']);
    expect(corpus.titles).toEqual(['A', 'B']);
    expect(corpus.columns).toEqual([
      { name: 'year', kind: 'number', values: [1999, null] },
      { name: 'tags', kind: 'category', values: ['x, y', null] },
      { name: 'ok', kind: 'category', values: [null, 'true'] },
    ]);
    expect(read('d.ndjson', '"one cat"\n"two dogs"').corpus.texts).toEqual(['one cat', 'two dogs']);
    expect(read('d.json', '[{"body":"x y"},\n{"body":"z"}]').corpus.texts).toEqual(['x y', 'z']);
  });

  it('is recognised by content when the name lies', () => {
    expect(read('d.txt', '{"text":"a cat"}\n{"text":"a dog"}\n').corpus.texts).toEqual(['a cat', 'a dog']);
    expect(read('d.txt', '{not json} but text').corpus.texts).toEqual(['{not json} but text']);
  });

  it('names line and column of what is broken', () => {
    expect(() => read('d.jsonl', '{"text":"a"}\n{"text":b}\n')).toThrow(/^d\.jsonl, line 2, column 9: this is not JSON/);
    expect(() => read('d.json', '[{"text":"a"},\n {"text" "b"}]')).toThrow('line 2, column 10');
    expect(() => read('d.jsonl', '{"text":"a"}\n5\n')).toThrow('d.jsonl, record 2 is neither an object nor a string');
    expect(() => read('d.jsonl', '{"deep":{}}')).toThrow('no field with text');
    expect(() => read('d.json', '[]')).toThrow('is empty');
  });
});

describe('archives', () => {
  const zip = (files: Zippable) => zipSync(files);

  it('reads each member by its own format and leaves out what is not text', () => {
    const { corpus, warnings } = read(
      'all.zip',
      zip({
        good: { 'a.txt': utf8('a cat'), '.DS_Store': utf8('x') },
        bad: { 'b.txt.gz': gzipSync(utf8('a dog')), 'c.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
        __MACOSX: { 'a.txt': utf8('x') },
      }),
    );
    expect(corpus.texts).toEqual(['a cat', 'a dog']);
    expect(corpus.titles).toEqual(['a', 'b']);
    expect(corpus.columns).toEqual([{ name: 'folder', kind: 'category', values: ['good', 'bad'] }]);
    expect(warnings).toEqual(['all.zip: left out 1 file that is not text (bad/c.png).']);
  });

  it('says which file rows come from and unites their columns', () => {
    const { corpus } = read('t.zip', zip({ 'a.csv': utf8('text,n\nx y,1\nz w,2'), 'b.jsonl': utf8('{"text":"q r","n":"many"}') }));
    expect(corpus.columns).toEqual([
      { name: 'n', kind: 'category', values: ['1', '2', 'many'] },
      { name: 'file', kind: 'category', values: ['a.csv', 'a.csv', 'b.jsonl'] },
    ]);
  });

  it('tells documents of one name apart', () => {
    const { corpus } = read('t.zip', zip({ x: { 'a.txt': utf8('one') }, y: { 'a.txt': utf8('two') } }));
    expect(corpus.titles).toEqual(['a', 'a (2)']);
  });

  it('reads gzip by the inner name', () => {
    expect(read('t.csv.gz', gzipSync(utf8('text,n\nx y,1'))).corpus).toMatchObject({ texts: ['x y'], title: 't' });
    expect(() => read('t.gz', gzipSync(gzipSync(utf8('x'))))).toThrow('more than once');
  });

  it('names what cannot be read', () => {
    expect(() => read('w.docx', zip({ '[Content_Types].xml': utf8('<x/>') }))).toThrow('w.docx is a Word, Excel or PowerPoint document; save it as plain text');
    expect(() => read('w.epub', zip({ mimetype: utf8('application/epub+zip') }))).toThrow('EPUB');
    expect(() => read('p.zip', zip({ 'a.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }))).toThrow('p.zip holds no text files');
    expect(() => read('p.zip', zip({ 'a.txt': Uint8Array.of(65, 0xe9, 66) }))).toThrow('a.txt in p.zip is not UTF-8: byte 1');
    expect(() => read('p.zip', zip({ 'a.txt': utf8('x') }).subarray(0, 60))).toThrow(WordspaceError);
  });
});

describe('bad files', () => {
  it('ends in a sentence with the place and the way out', () => {
    expect(() => readCorpus([])).toThrow('No file was given');
    expect(() => read('e.txt', ' \n ')).toThrow('e.txt is empty; choose a file with words in it.');
    expect(() => read('e.csv', 'text,n\n,1\n')).toThrow('e.csv holds no text');
    expect(() => read('p.txt', '%PDF-1.7 …')).toThrow('p.txt is a PDF document; export it as plain text first.');
    expect(() => read('b.txt', Uint8Array.of(65, 66, 0, 67))).toThrow('b.txt is a binary file');
    expect(() => read('l.txt', Uint8Array.of(65, 10, 66, 0xe9, 67))).toThrow('l.txt is not UTF-8: byte 3 (line 2) is E9.');
  });

  it('reads a very long line without fuss', () => {
    const line = 'abcdefghi '.repeat(1_000_000);
    for (const name of ['a.txt', 'a.md', 'a.csv']) expect(read(name, line).corpus.texts).toHaveLength(1);
    expect(() => read('a.jsonl', `{"text":"${line}`)).toThrow(/^a\.jsonl, line 1, column 10000010/);
    expect(() => read('a.csv', `"${line}`)).toThrow('row 1');
    for (const odd of ['[', '<', '*', '`', '![](']) read('a.md', `x ${odd.repeat(100_000)}`);
  });

  it('survives any bytes under any name', () => {
    const name = fc.constantFrom('a.txt', 'a.md', 'a.csv', 'a.tsv', 'a.jsonl', 'a.json', 'a.zip', 'a.gz', 'a');
    const snippets = fc.array(
      fc.oneof(fc.constantFrom('"', ',', '\n', '\t', '{', '}', '[', ']', ':', '{"text":"x"}', '# ', '```', 'Chapter 1\n', '\\u00', '\r', '\n\n', '1e5', 'null'), fc.string()),
    );
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), snippets.map((s) => utf8(s.join(''))));
    fc.assert(
      fc.property(name, bytes, (n, b) => {
        try {
          const { corpus } = read(n, b);
          expect(corpus.titles).toHaveLength(corpus.texts.length);
          for (const column of corpus.columns) expect(column.values).toHaveLength(corpus.texts.length);
          expect(corpus.texts.every((t) => typeof t === 'string')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(WordspaceError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('metadata of tables', () => {
  const columnsOf = (...rows: string[]) => read('t.csv', ['when,size,text', ...rows.map((row) => `${row},some words here`)].join('\n')).corpus.columns;

  it('takes n/a, NA, null and dashes among numbers for none, but not among words', () => {
    const [when, size] = columnsOf('NA,3', 'DE,n/a', 'FR,N/A', 'NA,null', 'IT,–', 'IT,-', 'IT,NA', 'IT,4.5');
    expect(size).toEqual({ name: 'size', kind: 'number', values: [3, null, null, null, null, null, null, 4.5] });
    expect(when).toMatchObject({ kind: 'category', values: ['NA', 'DE', 'FR', 'NA', 'IT', 'IT', 'IT', 'IT'] });
    expect(columnsOf('a,-', 'b,n/a')[1]).toEqual({ name: 'size', kind: 'category', values: ['-', 'n/a'] });
  });

  it('takes ISO dates for numbers, of years with a fraction', () => {
    expect(columnsOf('2021-07-02,1', '2020-01,2', 'n/a,3')[0]).toEqual({ name: 'when', kind: 'number', values: [2021.4986, 2020, null], dates: true });
    expect(columnsOf('2021-07-02,1', 'soon,2')[0].kind).toBe('category');
  });
});
