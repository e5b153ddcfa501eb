/** What verbs write, and where. */
import { accessSync, closeSync, constants, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError, WordspaceError } from '../error';
import { metadataName, metadataNames, projectorMetadata } from '../formats/projector';
import { vectorChunks, type VectorFormat } from '../formats/vectors';
import type { VectorSpace } from '../space/space';
import { memberNamed } from './archive';
import { reasonOf } from './reasons';

const FORMATS: Record<string, VectorFormat> = { txt: 'text', vec: 'text', bin: 'binary', tsv: 'projector', npz: 'npz' };

/**
 * The format of a file name, known before hours of training.
 * @param ngrams whether unseen words get vectors from n-grams, which fastText’s .bin keeps
 * @throws WordspaceError for an unknown ending, or a dense format for sparse vectors
 */
export function formatOf(file: string, sparse: boolean, ngrams = false): VectorFormat {
  const format = FORMATS[/\.(\w+)$/.exec(file)?.[1].toLowerCase() ?? ''];
  if (!format) throw new UsageError(`“${file}” does not say its format: end it in .txt or .vec (word2vec text), .bin (word2vec binary), .tsv (Embedding Projector) or .npz (sparse).`);
  if (sparse && format !== 'npz') throw new UsageError(`These vectors are sparse and would be huge in “${file}”: end the name in .npz.`);
  if (!sparse && format === 'npz') throw new UsageError(`These vectors are dense: end “${file}” in .txt, .vec, .bin or .tsv instead of .npz.`);
  return ngrams && format === 'binary' ? 'fasttext' : format;
}

/** What a space in this format is written to: a file, and for the Embedding Projector its names beside it. */
export function filesOf(file: string, format: VectorFormat): string[] {
  return format === 'projector' ? [file, metadataName(file)] : [file];
}

export function writeSpace(file: string, space: VectorSpace, format: VectorFormat): void {
  writeOutInPieces(file, vectorChunks(space, format));
  if (format === 'projector') writeOut(metadataName(file), projectorMetadata(space));
}

/**
 * A table goes by its ending, so that no other file is written over by a slip.
 * @throws WordspaceError for another ending
 */
export function demandEnding(file: string, ...endings: string[]): void {
  if (!endings.some((ending) => file.toLowerCase().endsWith(ending)) && !isDevice(file)) throw new UsageError(`“${file}” would hold a table: end its name in ${endings.join(' or ')}.`);
}

function isDevice(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === false;
}

/**
 * Asked before the work, so that none is lost, and nothing that is read.
 * @param inputs files or names of spaces that are read, where they were given
 * @throws WordspaceError when the file cannot be written, or is one of the inputs
 */
export function demandWritable(file: string, inputs: (string | undefined)[] = []): void {
  if (inputs.some((input) => input !== undefined && [input, ...besideOf(input)].some((read) => isSame(file, read)))) throw new WordspaceError(`${file} is read here, and would be written over; give what is written another name.`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new WordspaceError(`${file} is a folder; name a file in it.`);
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch {
    throw new WordspaceError(`${file} could not be written: its folder does not exist or may not be written to.`);
  }
}

/** What of vectors may be read beside them. */
function besideOf(input: string): string[] {
  const archive = memberNamed(input)?.file;
  return archive ? [archive] : metadataNames(input, /\.tsv(\.gz)?$/i.test(input));
}

/** Whether two names are of one file that is there. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => statSync(name, { throwIfNoEntry: false }));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

export function writeOut(file: string, bytes: Uint8Array | string): void {
  writeOutInPieces(file, [typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes]);
}

/**
 * As `writeOut`, for what is too large to stand in memory whole. What stood there before gives
 * way only when all of it is written.
 * @throws WordspaceError that says why it could not be written
 */
export function writeOutInPieces(file: string, pieces: Iterable<Uint8Array>): void {
  const draft = draftOf(file);
  try {
    writeAll(draft ?? file, pieces);
    if (draft !== undefined) renameSync(draft, realPath(file));
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
    if (error instanceof WordspaceError) throw error;
    throw new WordspaceError(`${file} could not be written: ${reasonOf(error)}.`);
  }
}

function writeAll(file: string, pieces: Iterable<Uint8Array>): void {
  const out = openSync(file, 'w');
  try {
    for (const piece of pieces) writeBytes(out, piece);
  } finally {
    closeSync(out);
  }
}

/** All of the bytes: the system may take fewer at a time. */
export function writeBytes(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** A name beside the file; none where nothing can stand beside it, or it is no file but a device or a pipe. */
function draftOf(file: string): string | undefined {
  const place = realPath(file);
  if (isDevice(place)) return undefined;
  try {
    accessSync(dirname(place), constants.W_OK);
  } catch {
    return undefined;
  }
  return `${place}.${process.pid}.part`;
}

/** Where a link leads. */
function realPath(file: string): string {
  return existsSync(file) ? realpathSync(file) : file;
}
