import { pickRows } from '../kernels/matrix';
import type { SpaceData } from './space';

/** The rows whose names pass. */
export function passing({ names }: Pick<SpaceData, 'names'>, passes: (name: string) => boolean): number[] {
  return names.flatMap((name, row) => (passes(name) ? [row] : []));
}

/** The given rows, in the given order, with a matrix of their own. */
export function spaceOfRows(space: SpaceData, rows: number[]): SpaceData {
  return {
    names: rows.map((row) => space.names[row]),
    matrix: pickRows(space.matrix, rows),
    columns: space.columns.map((c) => (c.kind === 'number' ? { ...c, values: rows.map((r) => c.values[r]) } : { ...c, values: rows.map((r) => c.values[r]) })),
    provenance: space.provenance,
  };
}
