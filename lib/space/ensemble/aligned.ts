import { WordspaceError } from '../../error';
import { spaceOfRows } from '../subset';
import { VectorSpace } from '../space';

/**
 * Spaces of the same text that differ in their seed, so that row i of each is the same
 * word. Every space keeps axes of its own: cosines, ranks and neighbours compare across
 * seeds, coordinates do not, and are never averaged here.
 */
export type Ensemble = readonly VectorSpace[];

/** Spaces that share less of the smallest are of different texts or languages. */
const RELATED = 0.1;

/**
 * The spaces by the words they all have, in the order of the first; a space whose names
 * already are these is passed on as it is.
 * @throws WordspaceError for fewer than two spaces, or fewer than three words, or a tenth of the smallest, in common
 */
export function aligned(spaces: readonly VectorSpace[]): Ensemble {
  if (spaces.length < 2) throw new WordspaceError('One space has no spread; give two or more that were trained on the same text with different seeds.');
  const [first] = spaces;
  if (spaces.every((s) => sameNames(s.names, first.names))) return spaces;
  // a name given twice counts once
  const names = first.names.filter((name, row) => first.rowOf(name) === row && spaces.every((s) => s.rowOf(name) >= 0));
  const least = Math.min(...spaces.map((s) => s.size));
  if (names.length < Math.max(3, RELATED * least)) {
    const whose = names.length === 1 ? 'one word' : `${names.length === 0 ? 'no' : names.length} words`;
    const of = names.length > 0 ? ` (the smallest has ${least})` : '';
    throw new WordspaceError(`The ${spaces.length} spaces have ${whose} in common${of}; give spaces that were trained on the same text with different seeds.`);
  }
  return spaces.map((s) => (sameNames(s.names, names) ? s : new VectorSpace(spaceOfRows(s, names.map((name) => s.rowOf(name))))));
}

export function sameNames(a: string[], b: string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}
