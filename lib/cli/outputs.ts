/** What verbs write: vector files in the format that the name asks for. */
import { writeFileSync } from 'node:fs';
import { WordspaceError } from '../error';
import { writeVectors, type VectorFormat } from '../formats/vectors';
import type { VectorSpace } from '../space/space';

const FORMATS: Record<string, VectorFormat> = { txt: 'text', vec: 'text', bin: 'binary', npz: 'npz' };

/**
 * The format of a file name, known before hours of training.
 * @throws WordspaceError for an unknown ending, or a dense format for sparse vectors
 */
export function formatOf(file: string, sparse: boolean): VectorFormat {
  const format = FORMATS[/\.(\w+)$/.exec(file)?.[1].toLowerCase() ?? ''];
  if (!format) throw new WordspaceError(`“${file}” does not say its format: end it in .txt or .vec (word2vec text), .bin (word2vec binary) or .npz (sparse).`);
  if (sparse && format !== 'npz') throw new WordspaceError(`tf-idf vectors are sparse and would be huge in “${file}”: end the name in .npz.`);
  if (!sparse && format === 'npz') throw new WordspaceError(`These vectors are dense: end “${file}” in .txt, .vec or .bin instead of .npz.`);
  return format;
}

export function writeSpace(space: VectorSpace, file: string, format: VectorFormat): void {
  try {
    writeFileSync(file, writeVectors(space, format));
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new WordspaceError(`${file} could not be written (${String(error.code)}): does its folder exist, and is there room?`);
    throw error;
  }
}
