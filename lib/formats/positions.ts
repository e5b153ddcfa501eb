import type { Positions } from '../projection/projection';
import { BytesWriter } from './bytes-writer';

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

/** Text that fits in one cell of a tab-separated file. */
export function cell(text: string): string {
  return text.replace(/[\t\n\r\u2028\u2029]+/g, ' ');
}
