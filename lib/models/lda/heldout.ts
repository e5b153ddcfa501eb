/**
 * How well topics foretell text they have not seen: document completion (Wallach, Murray,
 * Salakhutdinov & Mimno 2009, "Evaluation methods for topic models"). Of each held-out document
 * every other word shows what it is about (theta by fold-in) and the words between are foretold:
 *
 *   perplexity = exp(−1/N Σ log Σ_k θ_dk φ_kw)
 *
 * The lower the better; the number of known words if every one were as likely as another.
 */
import type { Column, EncodedCorpus } from '../../text/corpus';
import type { Topics } from '../model';
import { foldIn } from './foldin';
import { ALPHA_SUM } from './setup';

/** Every so manieth document is held out. */
const EVERY = 10;

/** A corpus without its held-out documents, and the word ids of those; with fewer than ten documents none is held out. */
export function holdOut(corpus: EncodedCorpus): { rest: EncodedCorpus; heldOut: Uint32Array[] } {
  const { ids, documents, titles, columns } = corpus;
  const heldOut: Uint32Array[] = [];
  const left: number[] = [];
  titles.forEach((_, d) => {
    if (d % EVERY === EVERY - 1) heldOut.push(ids.slice(documents[d], documents[d + 1]));
    else left.push(d);
  });
  if (heldOut.length === 0) return { rest: corpus, heldOut };
  const bounds = [0];
  for (const d of left) bounds.push(bounds[bounds.length - 1] + documents[d + 1] - documents[d]);
  const tokens = new Uint32Array(bounds[left.length]);
  left.forEach((d, i) => tokens.set(ids.subarray(documents[d], documents[d + 1]), bounds[i]));
  const rest: EncodedCorpus = {
    ...corpus,
    ids: tokens,
    documents: Uint32Array.from(bounds),
    // Topics read documents, not sentences.
    sentences: Uint32Array.from(bounds),
    titles: left.map((d) => titles[d]),
    columns: columns.map((column) => only(column, left)),
  };
  return { rest, heldOut };
}

/** The column's values of some rows. */
function only({ name, kind, values }: Column, rows: number[]): Column {
  return { name, kind, values: rows.map((row) => values[row]) } as Column;
}

/** Perplexity of the held-out documents, over the words that the topics know; NaN where there is none. */
export function completionPerplexity({ phi, alpha, count }: Topics, heldOut: Uint32Array[]): number {
  const prior = alpha ?? new Float32Array(count).fill(ALPHA_SUM / count);
  let sum = 0;
  let words = 0;
  for (const document of heldOut) {
    const known = document.filter((word) => phi.values[word] > 0);
    const theta = foldIn(phi, prior, known.filter((_, i) => i % 2 === 0));
    for (let i = 1; i < known.length; i += 2) {
      let probability = 0;
      for (let k = 0; k < count; k++) probability += theta[k] * phi.values[k * phi.dims + known[i]];
      sum -= Math.log(probability);
      words++;
    }
  }
  return words > 0 ? Math.exp(sum / words) : NaN;
}
