import type { PreparedCatalogue } from '../../data/catalogue';
import type { Steer } from '../jobs/steering';
import type { Dense } from '../kernels/matrix';
import type { TopicEdits } from '../models/lda/browse/edits';
import type { Quality } from '../models/lda/quality';
import type { SweepRun } from '../models/lda/sweep';
import type { QueryParts, Topics } from '../models/model';
import type { OptionValues } from '../options';
import type { AnalogyMethod, AnalogyResult } from '../space/analogy';
import type { Ensemble } from '../space/ensemble/aligned';
import type { SeedAnalogy } from '../space/ensemble/analogy';
import type { Stability } from '../space/ensemble/stability';
import type { FilmData } from '../space/film/frames';
import type { RankPoint } from '../space/film/rank-curve';
import type { SpaceData, VectorSpace } from '../space/space';
import type { Column, EncodedCorpus } from '../text/corpus';
import type { TextOptions } from '../text/encode';
import type { PartsOfSpeech } from '../text/parts-of-speech';
import type { Progress } from '../work';
import type { ArchiveChoice } from './archives';
import type { Camera } from './camera';
import type { Why } from './why';
import { BUILT_IN, noComparison, type CompareView, type DocumentSearch, type Evaluation, type OverviewView } from './answers';
import type { ColourValues, MapLayout, View } from './view';

/** Everything the page shows is here or follows from it. Maps and arrays are replaced, never mutated. */
export interface AppState {
  /** What the server offers; null until it has answered. */
  catalogue: PreparedCatalogue | null;
  corpora: OpenCorpus[];
  /** The corpus that “train” reads. */
  corpusId: string | null;
  spaces: OpenSpace[];
  /** The space on the map. */
  spaceId: string | null;
  /** By `layoutKey`. */
  layouts: Record<string, MapLayout>;
  /** Values behind the colours, by `colouringKey`. */
  colourings: Record<string, ColourValues>;
  view: View;
  /** The chosen word: one for all spaces. */
  selected: string | null;
  /** Several words that are looked at together, in the order of the space they were selected in; empty where there are none. */
  selection: readonly string[];
  /** A drag on the map draws a loop around words. */
  lassoing: boolean;
  /** Why the chosen word is close to another, while that is looked at. */
  why: Why | null;
  /** Bumped when the camera should fly to the chosen word. */
  flight: number;
  /** Where the camera rests; null at the home view. */
  camera: Camera | null;
  /** Where it is asked to go, null being home, until it rests there. */
  look: { camera: Camera | null } | null;
  jobs: RunningJob[];
  /** `of`: the space that answered, and how many words it had, which may no longer be the one on the map. */
  analogy: { expression: string; method: 'add' | 'mul' | 'pair'; result: AnalogyResult | SeedAnalogy | null; of: { title: string; words: number } | null; error: string | null };
  microscope: Microscope;
  comparison: CompareView;
  /** What parts of speech words may be, once that was asked for. */
  parts: PartsOfSpeech | null;
  /** All spaces of one text in a table, once that was asked for. */
  overview: OverviewView | null;
  evaluation: Evaluation;
  search: DocumentSearch;
  /** The sweep over numbers of topics, as far as it has come. */
  topicSweep: TopicSweep | null;
  /** The film of the training under way. */
  recording: Recording | null;
  /** The training film that is open; it is of the space on the map. */
  film: FilmView | null;
  notices: Notice[];
  /** What an archive of vectors waits for. */
  choice: ArchiveChoice | null;
}

export interface OpenCorpus {
  id: string;
  title: string;
  /** Id and title of the text itself, without how it was read. */
  plainId: string;
  plainTitle: string;
  /** How it was read, where that differs from the default. */
  reading: Partial<TextOptions>;
  encoded: EncodedCorpus;
}

/** A trained or loaded space with all it can answer. */
export interface OpenSpace {
  id: string;
  title: string;
  model: string;
  corpusId: string;
  corpusTitle: string;
  /** Titles of the texts learned before this one, where training went on from another space. */
  earlierTexts?: string[];
  options: OptionValues;
  words: VectorSpace;
  /** What a person has brought of its words since it was opened: before columns of `words` of the same name. */
  metadata?: Column[];
  /** The same text and settings over several seeds, where they were trained: `words` first. */
  ensemble?: Ensemble;
  /** How stable the words are over the seeds, once that is measured. */
  stability?: Stability;
  /** Still being trained: `words` are the most frequent ones alone, and change. See live.ts. */
  training?: boolean;
  /** Output vectors of the same words, with which training can go on. */
  output?: Dense;
  /** Of the inner nodes instead, after a hierarchical softmax: they belong to the tree of the text it was trained on. */
  nodes?: Dense;
  documents?: VectorSpace;
  query?: QueryParts;
  topics?: Topics;
  /** Names, merges and hidden topics, where a person has made some. */
  topicEdits?: TopicEdits;
  /** How good the topics are, once that is measured, and as they were arranged then: the row of each trained one (see `EditedTopics`). */
  topicQuality?: Quality & { rows?: number[] };
  figures: Record<string, number>;
  /** How long it was trained, without pauses. */
  seconds: number;
  threads: number;
  /** The loss (or log-likelihood) as training went; empty for models that have none. */
  curve: CurvePoint[];
  /** The training as it went, where it was recorded. */
  film?: FilmData;
  /** Milliseconds since 1970; the list keeps this order. */
  created: number;
  /** Built in: offered by the server, so neither saved nor lost. */
  builtIn: boolean;
}

export interface TopicSweep {
  corpusId: string;
  corpusTitle: string;
  seeds: number;
  /** Trainings that are done, of so many. */
  runs: SweepRun[];
  total: number;
}

export interface Recording {
  /** The space that will come of it. */
  spaceId: string;
  film: FilmData;
  /** Names and columns of at least the film's rows. */
  of: Pick<SpaceData, 'names' | 'columns' | 'provenance'>;
}

/** A film being looked at. */
export interface FilmView {
  spaceId: string;
  /** Number of the frame on the screen. */
  frame: number;
  playing: boolean;
  /** 1 is ten frames a second. */
  speed: number;
  /** The answer whose place among the answers to the open analogy is followed; null until there is one. */
  rank: RankView | null;
}

export interface RankView {
  expression: string;
  method: AnalogyMethod;
  answer: string;
  /** In the order of the frames; empty while they are being asked. */
  points: RankPoint[];
}

/** The stages of one step of training, in order; not every model has a mean. */
export const stages = ['coin', 'window', 'mean', 'targets', 'loss', 'move'] as const;

/** Which step of training is looked at, and with which chances. */
export interface Microscope {
  /** The text that `token` counts in. */
  corpusId: string | null;
  token: number | null;
  seed: number;
  /** Null: the learning rate that the space's training began with. */
  alpha: number | null;
  stage: (typeof stages)[number];
  /** Why the word last looked for was not found. */
  error: string | null;
}

/** A figure at a share of the work done, 0 … 1. */
export interface CurvePoint {
  done: number;
  value: number;
}

export interface RunningJob {
  id: string;
  kind: 'text' | 'topics' | 'train' | 'map' | 'compare' | 'overview' | 'load' | 'stability' | 'trust' | 'evaluate' | 'film' | 'search';
  title: string;
  progress: Progress;
  /** performance.now() when the present stage began. */
  stageStarted: number;
  /** What was done of it by then: a stage that goes on after a pause began before. */
  stageDone: number;
  /** Training only: of which model. */
  model?: string;
  /** Training only: the loss (or log-likelihood) as it went. */
  curve: CurvePoint[];
  /** Training with several seeds: how far each is, 0 … 1. */
  seeds?: number[];
  cancel: () => void;
  /** Pause, resume, change: trainings, and layouts once their points move. */
  steer?: (command: Steer) => void;
}

export interface Notice {
  id: number;
  kind: 'problem' | 'done' | 'note';
  text: string;
  /** performance.now() when it came. */
  since: number;
  /** Something else that may have been meant, one press away. */
  action?: NoticeAction;
}

export interface NoticeAction {
  label: string;
  run: () => void;
}

export const initialState: AppState = {
  catalogue: null,
  corpora: [],
  corpusId: null,
  spaces: [],
  spaceId: null,
  layouts: {},
  colourings: {},
  view: { method: 'umap', dims: 3, words: 5000, isolated: null, settings: {}, axes: [], colouring: 'frequency', highlight: null, regions: true, ask: 'word' },
  selected: null,
  selection: [],
  lassoing: false,
  why: null,
  flight: 0,
  camera: null,
  look: null,
  jobs: [],
  analogy: { expression: '', method: 'add', result: null, of: null, error: null },
  microscope: { corpusId: null, token: null, seed: 1, alpha: null, stage: 'coin', error: null },
  comparison: noComparison,
  parts: null,
  overview: null,
  evaluation: { files: [], chosen: BUILT_IN, vocabulary: 15_000, scores: {} },
  search: { corpusId: null, query: '', answers: {}, chosen: null, wide: true, reader: null, judged: null, reports: {} },
  topicSweep: null,
  recording: null,
  film: null,
  notices: [],
  choice: null,
};
