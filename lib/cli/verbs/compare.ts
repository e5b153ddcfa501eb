import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { builtInTests } from '../../../data/questions';
import { partsOfSpeechText } from '../../../data/readers/parts-of-speech';
import { UsageError, WordspaceError } from '../../error';
import { overviewCsv, pairsCsv, wordsCsv } from '../../formats/comparison-csv';
import { modelById } from '../../models/registry';
import { checkOptions, kebab } from '../../options';
import { exactKnn } from '../../projection/knn/exact';
import type { Neighbours } from '../../projection/projection';
import { QUICK_ROWS } from '../../projection/rows';
import { compare } from '../../space/compare';
import { disagreements, listNames, sees, sentencesTogether } from '../../space/disagreement';
import { meanVectors } from '../../space/documents';
import type { Test } from '../../space/evaluation';
import { overview, type OverviewRow } from '../../space/overview';
import { VectorSpace } from '../../space/space';
import type { EncodedCorpus } from '../../text/corpus';
import { partsOfSpeech, PartsOfSpeech, type PartOfSpeech } from '../../text/parts-of-speech';
import { Sliced } from '../../work';
import { chosenSpace, encodedCorpus, ensembleOf, fileText, spaceHelp, type CorpusChoice } from '../inputs';
import { kernelFor } from '../kernel';
import { orLeftOut } from '../left-out';
import { positive, seed, withCorpus } from '../options';
import { demandEnding, demandWritable, writeOut } from '../outputs';
import { trainToKeep } from '../session';
import { answer, timed, watch } from '../terminal';

type Given = CorpusChoice & {
  k: number; words: number; seed: number; models?: string[]; seedsA?: string[]; seedsB?: string[]; pairs: number; top: number; pos?: PartOfSpeech;
  table?: boolean; label?: string; similarity?: string; analogies?: string; out?: string; pairsOut?: string;
};

interface Entry {
  name: string;
  words: VectorSpace;
  documents?: VectorSpace;
  /** Of the training, where it was trained here. */
  cost?: { seconds: number; cpuSeconds: number };
}

export function compareVerb(): Command {
  const command = new Command('compare')
    .description('how far spaces agree: shared neighbours, rank correlation, words and pairs they see differently; over several spaces a table')
    .argument('[spaces...]', `two or more: ${spaceHelp}`)
    .option('--models <ids...>', 'trained here with their defaults on the text given, and compared too: tfidf ppmi ppmi-svd lsa lda glove skipgram …')
    .option('--k <n>', 'neighbours a word', positive, 10)
    .option('--words <n>', 'compare the n most frequent shared words', positive, 5000)
    .option('--top <n>', 'words told of two spaces: those seen most differently; --out writes all', positive, 20)
    .option('--seed <n>', 'of the sampled pairs', seed, 1)
    .option('--seeds-a <files...>', 'the first space trained with other seeds: overlaps then carry 95 % intervals, over seeds and words (of a word: over seeds and its neighbours)')
    .option('--seeds-b <files...>', 'the same of the second space')
    .addOption(new Option('--pos <part>', 'tell only words and pairs that mostly are this part of speech, for English by WordNet').choices(partsOfSpeech))
    .option('--pairs <n>', 'pairs told that are near in one space and far in the other', positive, 20)
    .option('--table', 'a row a space: overlaps, questions, classes of documents, time and size (default for more than two spaces)')
    .option('--label <column>', 'column of the text that documents are classified by (default: the first with categories)')
    .option('--similarity <file>', 'for the table: lines of “word word score” judged by people')
    .option('--analogies <file>', 'for the table: questions-words format, instead of the built-in ones')
    .option('--out <file>', 'write every compared word as .csv; of more than two spaces their table')
    .option('--pairs-out <file>', 'write the pairs that two spaces see differently as .csv')
    .addHelpText('after', '\nOf two spaces are --top, --pairs, --pairs-out, --pos, --seed, --seeds-a and --seeds-b; of the table --label, --similarity and --analogies.\nWith --corpus or --text, pairs that are alike but never share a sentence are told apart, and documents are classified.\n\nExample: wordspace compare --corpus brown --models tfidf ppmi-svd lsa lda skipgram');
  return withCorpus(command).action(compareAndTell);
}

/** What only makes sense of two spaces, and what only of the table. */
const OF_TWO = ['top', 'pairs', 'pairsOut', 'pos', 'seed', 'seedsA', 'seedsB'];
const OF_TABLE = ['label', 'similarity', 'analogies'];

async function compareAndTell(names: string[], given: Given, command: Command): Promise<void> {
  const asked = names.length + (given.models?.length ?? 0);
  const many = asked > 2;
  demandFiles(names, given);
  if (given.label !== undefined && !given.corpus && !given.text) throw new UsageError('--label is a column of a text: give --corpus NAME or --text FILE too.');
  demandOwn(command, many, given.table === true);
  given.models?.forEach(modelById);
  if (asked < 2) throw new UsageError('Give two or more spaces, or --models trained on --corpus NAME or --text FILE.');
  const corpus = given.corpus || given.text || given.models ? await encodedCorpus(given) : null;
  const entries: Entry[] = names.map((name) => ({ name, words: chosenSpace(name) }));
  for (const id of given.models ?? []) {
    const train = () => trainedEntry(id, corpus as EncodedCorpus);
    const entry = many ? await orLeftOut(id, train) : await train();
    if (entry) entries.push(entry);
  }
  if (entries.length < 2) throw new WordspaceError(`Of ${asked} spaces ${entries.length === 1 ? `only ${entries[0].name} is` : 'none is'} there to be compared; the notes above say why.`);
  const table = given.table || many ? await tableOf(entries, corpus, given) : undefined;
  if (!many) return answer({ ...(await pairOf(entries, corpus, given)), ...table });
  if (given.out) writeOut(given.out, overviewCsv(table!.spaces));
  answer({ ...table, out: given.out });
}

/** Ends in wrong usage for an option that would change nothing. */
function demandOwn(command: Command, many: boolean, table: boolean): void {
  const stray = (names: string[]) => names.find((name) => command.getOptionValueSource(name) === 'cli');
  const ofTwo = many && stray(OF_TWO);
  if (ofTwo) command.error(`error: --${kebab(ofTwo)} is for two spaces; more than two are told in a table, which --out writes.`);
  const ofTable = !many && !table && stray(OF_TABLE);
  if (ofTable) command.error(`error: --${kebab(ofTable)} is for the table; give --table too.`);
}

/** @throws WordspaceError for files that cannot be written, or would be written over */
function demandFiles(names: string[], { out, pairsOut, similarity, analogies, text = [], seedsA = [], seedsB = [] }: Given): void {
  if (out !== undefined && pairsOut !== undefined && resolve(out) === resolve(pairsOut)) throw new UsageError('--out and --pairs-out would write one file over the other; give them different names.');
  for (const file of [out, pairsOut]) {
    if (file === undefined) continue;
    demandWritable(file, [...names, similarity, analogies, ...text, ...seedsA, ...seedsB]);
    demandEnding(file, '.csv');
  }
}

async function pairOf([{ words: a }, { words: b }]: Entry[], corpus: EncodedCorpus | null, given: Given) {
  const [ofA, ofB] = [[a, ...(given.seedsA ?? []).map(chosenSpace)], [b, ...(given.seedsB ?? []).map(chosenSpace)]].map((seeds) => (seeds.length > 1 ? ensembleOf(seeds) : seeds));
  const [tablesA, tablesB] = [await tablesOf(ofA, given.k), await tablesOf(ofB, given.k)];
  const comparison = await watch(compare(ofA[0], ofB[0], { k: given.k, limit: given.words, seed: given.seed, othersA: ofA.slice(1), othersB: ofB.slice(1), tablesA, tablesB }));
  const { near, names } = comparison;
  const together = corpus && (await watch(new Sliced(sentencesTogether(near, names, corpus), { stage: 'looking for sentences', done: 0, total: near.first.length })));
  const [seesA, seesB] = [sees(a), sees(b)];
  const keeps = keeper(given.pos);
  const titles = listNames(seesA, seesB);
  // What documents know of and windows do not is no news where the words share a sentence.
  const list = (which: 'a' | 'b', mine: string, other: string, limit: number) => disagreements(comparison, which, together, { limit, keeps, apart: mine === 'contexts' && other === 'topics' });
  const lists = [{ near: 'a', title: titles.a, pairs: list('a', seesA, seesB, Infinity) }, { near: 'b', title: titles.b, pairs: list('b', seesB, seesA, Infinity) }];
  if (given.out) writeOut(given.out, wordsCsv(comparison));
  if (given.pairsOut) writeOut(given.pairsOut, pairsCsv(lists));
  const { shared, k, overlap, interval, own, spearman, words } = comparison;
  return {
    shared, k, overlap, interval, own, spearman,
    disagreements: lists.map(({ near: nearIn, title, pairs }) => ({ near: nearIn, title, pairs: pairs.slice(0, given.pairs) })),
    out: given.out, pairsOut: given.pairsOut,
    words: words.filter((w) => keeps(w.word)).slice(0, given.top).map((w) => ({ word: w.word, count: w.count, overlap: w.overlap, interval: w.interval, onlyA: w.onlyA, onlyB: w.onlyB })),
  };
}

/** Which words are told. */
function keeper(pos: PartOfSpeech | undefined): (word: string) => boolean {
  if (!pos) return () => true;
  const parts = new PartsOfSpeech(partsOfSpeechText());
  return (word) => parts.of(word).includes(pos);
}

/** Some more neighbours than are compared: not every one is a word of both spaces. */
const SPARE = 5;

async function tablesOf(spaces: readonly VectorSpace[], k: number): Promise<(Neighbours | undefined)[]> {
  const tables = [];
  for (const { matrix } of spaces) tables.push(matrix.kind === 'dense' && matrix.rows <= QUICK_ROWS ? await watch(exactKnn(matrix, k + SPARE)) : undefined);
  return tables;
}

async function tableOf(entries: Entry[], corpus: EncodedCorpus | null, given: Given) {
  const column = corpus?.columns.find((c) => (given.label ? c.name === given.label : c.kind === 'category'));
  if (given.label && !column) throw new WordspaceError(`The text has no column “${given.label}”; it has ${corpus?.columns.map((c) => c.name).join(', ') || 'none'}.`);
  const labels = column?.values.map((value) => (value === null ? null : String(value)));
  const own: Test[] = (['similarity', 'analogies'] as const).flatMap((kind) => {
    const file = given[kind];
    return file ? [{ kind, name: basename(file), text: fileText(file) }] : [];
  });
  const tests = [...own, ...builtInTests().filter((t) => !own.some((o) => o.kind === t.kind))];
  const inputs = entries.map(({ words, documents }) => ({ words, documents: documents ?? (corpus && labels ? meansOf(words, corpus) : undefined) }));
  const { shared, k, rows } = await watch(overview(inputs, { tests, labels, k: given.k, limit: Math.min(given.words, 2000) }));
  return {
    shared, k, label: column?.name,
    spaces: rows.map((row, i) => rowToTell(row, entries[i], entries.map((e) => e.name))),
  };
}

function rowToTell({ overlaps, scores, classification, bytes }: OverviewRow, { name, words, cost }: Entry, names: string[]) {
  return {
    space: name,
    items: words.size,
    dims: words.dims,
    overlaps: Object.fromEntries(overlaps.map((share, i) => [names[i], share])),
    scores: Object.fromEntries(scores.map(({ kind, measure, value, interval, asked, skipped }) => [kind, { measure, value, interval, asked, skipped }])),
    classification: classification && {
      accuracy: classification.accuracy, interval: classification.interval, baseline: classification.baseline, documents: classification.documents, labels: classification.labels,
    },
    bytes,
    ...cost,
  };
}

async function trainedEntry(id: string, corpus: EncodedCorpus): Promise<Entry> {
  const model = modelById(id);
  const kernel = model.family ? kernelFor('auto', 1) : null;
  const { result, ...cost } = await timed(() => trainToKeep(corpus, { model, options: checkOptions(model, {}), threads: 1, kernel }));
  return { name: id, words: new VectorSpace(result.words), documents: result.documents && new VectorSpace(result.documents), cost };
}

/** Documents as means of word vectors; sparse word vectors have none. */
function meansOf(words: VectorSpace, corpus: EncodedCorpus): VectorSpace | undefined {
  return words.matrix.kind === 'dense' ? new VectorSpace(meanVectors(words, corpus)) : undefined;
}
