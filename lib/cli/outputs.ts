/** What verbs write, and where. */
import { accessSync, closeSync, constants, existsSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { WordspaceError } from '../error';
import type { VectorFormat } from '../formats/vectors';

const FORMATS: Record<string, VectorFormat> = { txt: 'text', vec: 'text', bin: 'binary', npz: 'npz' };

/**
 * The format of a file name, known before hours of training.
 * @param ngrams whether unseen words get vectors from n-grams, which fastText’s .bin keeps
 * @throws WordspaceError for an unknown ending, or a dense format for sparse vectors
 */
export function formatOf(file: string, sparse: boolean, ngrams = false): VectorFormat {
  const format = FORMATS[/\.(\w+)$/.exec(file)?.[1].toLowerCase() ?? ''];
  if (!format) throw new WordspaceError(`“${file}” does not say its format: end it in .txt or .vec (word2vec text), .bin (word2vec binary) or .npz (sparse).`);
  if (sparse && format !== 'npz') throw new WordspaceError(`These vectors are sparse and would be huge in “${file}”: end the name in .npz.`);
  if (!sparse && format === 'npz') throw new WordspaceError(`These vectors are dense: end “${file}” in .txt, .vec or .bin instead of .npz.`);
  return ngrams && format === 'binary' ? 'fasttext' : format;
}

/**
 * Asked before the work, so that none is lost, and nothing that is read.
 * @param inputs files or names of spaces that are read, where they were given
 * @throws WordspaceError when the file cannot be written, or is one of the inputs
 */
export function demandWritable(file: string, inputs: (string | undefined)[] = []): void {
  if (inputs.some((input) => input !== undefined && isSame(file, input))) throw new WordspaceError(`${file} is read here, and would be written over; give what is written another name.`);
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch {
    throw new WordspaceError(`${file} could not be written: its folder does not exist or may not be written to.`);
  }
}

/** Whether two names are of one file that is there. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [a, b].map((name) => statSync(name, { throwIfNoEntry: false }));
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

/** As `writeOut`, for what is too large to stand in memory whole. */
export function writeOutInPieces(file: string, pieces: Iterable<Uint8Array>): void {
  try {
    const out = openSync(file, 'w');
    try {
      for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(out, piece, at);
    } finally {
      closeSync(out);
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

export function writeOut(file: string, bytes: Uint8Array | string): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw unwritable(file, error);
  }
}

function unwritable(file: string, error: unknown): WordspaceError {
  if (error instanceof WordspaceError) return error;
  return new WordspaceError(`${file} could not be written (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}).`);
}
