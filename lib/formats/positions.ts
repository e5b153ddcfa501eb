import { WordspaceError } from '../error';
import type { Positions } from '../projection/projection';
import { BytesWriter } from './bytes-writer';
import { decodeText } from './decode';

/**
 * A layout as tab-separated text: a header `word x y` (and `z` in 3D), then one
 * row a word. Tabs and line ends within a name become spaces.
 */
export function writePositions(names: string[], { dims, values }: Positions): Uint8Array<ArrayBuffer> {
  const out = new BytesWriter();
  out.text(dims === 3 ? 'word\tx\ty\tz\n' : 'word\tx\ty\n');
  names.forEach((name, row) => {
    out.text(cell(name));
    for (let d = 0; d < dims; d++) {
      out.text('\t');
      out.decimal(values[row * dims + d]);
    }
    out.text('\n');
  });
  return out.take();
}

/**
 * Back from what `writePositions` wrote: the row of a word, as it was written, and the places.
 * @throws WordspaceError with the line that is not of a layout
 */
export function readPositions(bytes: Uint8Array, file: string): { rows: Map<string, number>; positions: Positions } {
  const lines = decodeText(bytes, file).trimEnd().split('\n');
  const dims = lines[0] === 'word\tx\ty' ? 2 : lines[0] === 'word\tx\ty\tz' ? 3 : undefined;
  if (!dims) throw new WordspaceError(`${file}, line 1: a layout begins with “word”, “x”, “y” and perhaps “z”, with tabs between; choose a file that “project --out” wrote.`);
  const rows = new Map<string, number>();
  const values = new Float32Array((lines.length - 1) * dims);
  lines.slice(1).forEach((line, row) => {
    const [name, ...places] = line.split('\t');
    const numbers = places.map((place) => (place.trim() === '' ? Number.NaN : Number(place)));
    if (numbers.length !== dims || !numbers.every(Number.isFinite)) {
      throw new WordspaceError(`${file}, line ${row + 2}: a word and ${dims} numbers should stand here, with tabs between; write the layout anew with “project --out”.`);
    }
    if (!rows.has(name)) rows.set(name, row);
    values.set(numbers, row * dims);
  });
  return { rows, positions: { dims, values } };
}

/** Text that fits in one cell of a tab-separated file. */
export function cell(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, ' ');
}
