/** What verbs read: corpora by name or file, spaces by name or file. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { corpora, type ReadySpace } from '../../data/catalogue';
import { readers } from '../../data/readers';
import { UsageError, WordspaceError } from '../error';
import { readCorpus } from '../formats/corpora';
import { utf16 } from '../formats/decode';
import { readDescribed } from '../formats/metadata';
import { unpack } from '../formats/pack';
import { metadataNames } from '../formats/projector';
import { restore } from '../formats/quantise';
import { lacksNames } from '../formats/vectors';
import { aligned, type Ensemble } from '../space/ensemble/aligned';
import { VectorSpace } from '../space/space';
import type { Corpus, EncodedCorpus } from '../text/corpus';
import { encode, type TextOptions } from '../text/encode';
import { isThere, labelOf, memberNamed, memberBytes, placeOfVectors } from './archive';
import { reasonOf } from './reasons';
import { warn, watch } from './terminal';

/** Larger files are refused before they are read. */
const LARGEST = 2 ** 31 - 1;

/** The options of `withCorpus`. */
export interface CorpusChoice extends Omit<TextOptions, 'caseFold'> {
  corpus?: string;
  text?: string[];
  keepCase: boolean;
}

/** The corpus of `--corpus NAME` or of `--text FILE…`, encoded. */
export function encodedCorpus(choice: CorpusChoice): Promise<EncodedCorpus> {
  return watch(encode(chosenCorpus(choice), textOptions(choice)));
}

/** The same with its text. */
export async function corpusWithText(choice: CorpusChoice): Promise<{ corpus: Corpus; encoded: EncodedCorpus }> {
  const corpus = chosenCorpus(choice);
  return { corpus, encoded: await watch(encode(corpus, textOptions(choice))) };
}

/** How the text is read. */
export function textOptions({ minCount, maxSize, apostrophes, hyphens, numbers, locale, phrases, phraseThreshold, keepCase }: CorpusChoice): TextOptions {
  return { minCount, maxSize, apostrophes, hyphens, numbers, locale, phrases, phraseThreshold, caseFold: !keepCase };
}

function chosenCorpus({ corpus, text }: CorpusChoice): Corpus {
  if (corpus && text) throw new UsageError('Give either --corpus NAME or --text FILE, not both.');
  if (text) return corpusOfFiles(text);
  if (!corpus) throw new UsageError('Which text? Give --corpus NAME (see “wordspace corpora”) or --text FILE.');
  const read = readers[corpus];
  if (!read) throw new UsageError(`There is no built-in corpus “${corpus}”; choose one of ${corpora.map((c) => c.id).join(', ')}.`);
  return read();
}

function corpusOfFiles(paths: string[]): Corpus {
  const { corpus, warnings } = readCorpus(paths.map((path) => ({ name: basename(path), bytes: fileBytes(path) })));
  warnings.forEach(warn);
  return corpus;
}

/** What may stand where a verb takes a space, for its help. */
export const spaceHelp = 'a vector file (.txt .vec .bin .npz .csv, also .gz; FILE.zip#MEMBER; .tsv with its names in NAME.metadata.tsv beside it), or glove, or default';

/** The space of a SPACE argument: a built-in name or a vector file. */
export function chosenSpace(name: string): VectorSpace {
  const known = ['glove', 'default'].includes(name);
  if (memberNamed(name) || (existsSync(name) && (!known || statSync(name).isFile()))) return spaceOfFile(name);
  const prepared = `public/data/${name}.space.gz`;
  if (!known) {
    throw new WordspaceError(`There is no file “${name}”, and the only spaces known by name are glove and default.`);
  }
  if (!existsSync(prepared)) throw new WordspaceError(`The space “${name}” is not prepared yet: run “npm start -- --prepare” once.`);
  const { words } = unpack<ReadySpace>(gunzipSync(readFileSync(prepared)), prepared);
  return new VectorSpace(restore(words));
}

/** A vector file with what stands beside it: the names of its rows where it lacks them, and more of its words. */
function spaceOfFile(given: string): VectorSpace {
  const path = placeOfVectors(given);
  const bytes = fileBytes(path);
  const beside = metadataNames(path, lacksNames(bytes)).find(isThere);
  const { space, notes, unfit } = readDescribed({ name: labelOf(path), bytes }, beside === undefined ? undefined : { name: labelOf(beside), bytes: fileBytes(beside) });
  notes.forEach(warn);
  if (unfit) warn(`${unfit} It is left out.`);
  return space;
}

/**
 * Spaces that are said to be one text under several seeds, by the words they all have; a
 * warning where they differ in words, for then more than the seed is not the same.
 * @throws WordspaceError for fewer than two spaces, or fewer than three words in common
 */
export function ensembleOf(given: readonly VectorSpace[]): Ensemble {
  const spaces = aligned(given);
  const [{ size }] = spaces;
  const most = Math.max(...given.map((space) => space.size));
  if (most > size) warn(`the spaces share ${size} words and one of them has ${most}: seeds of one text share all, so what is told here is not of seeds alone.`);
  return spaces;
}

/** A whole file, or a member of an archive (`file.zip#member`); or a sentence that says why not. */
export function fileBytes(path: string): Uint8Array {
  const named = memberNamed(path);
  if (named) return memberBytes(named);
  let size: number;
  try {
    const found = statSync(path);
    if (found.isDirectory()) throw new WordspaceError(`${path} is a folder; name the files in it.`);
    size = found.size;
  } catch (error) {
    if (error instanceof WordspaceError) throw error;
    throw unopened(path);
  }
  if (size > LARGEST) throw new WordspaceError(`${path} has ${(size / 1e9).toFixed(1)} GB; files up to 2.1 GB can be read. Split it into several.`);
  try {
    return readFileSync(path);
  } catch (error) {
    throw new WordspaceError(`${path} could not be read: ${reasonOf(error)}.`);
  }
}

export function unopened(path: string): WordspaceError {
  return new WordspaceError(`${path} could not be opened: there is no such file${isAbsolute(path) ? '' : ` in ${process.cwd()}`}, or it may not be read.`);
}

/** A text file for evaluation, which must be UTF-8, or UTF-16 with its mark. */
export function fileText(path: string): string {
  try {
    const bytes = fileBytes(path);
    return new TextDecoder(utf16(bytes) ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof WordspaceError) throw error;
    throw new WordspaceError(`${path} is not UTF-8 text; save it as UTF-8.`);
  }
}
