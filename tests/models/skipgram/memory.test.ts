import { expect, test } from 'vitest';
import { memoryBytes } from '../../../lib/models/skipgram/memory';
import { modelById } from '../../../lib/models/registry';
import { checkOptions } from '../../../lib/options';
import { groupedCorpus } from './corpus';

const corpus = groupedCorpus(50, 2000);

test.each([
  ['skipgram', { dims: 102 }],
  ['skipgram', { dims: 102, objective: 1 }],
  ['cbow', { dims: 60 }],
  ['subword', { dims: 30 }],
  ['subword', { dims: 30, buckets: 1000, minn: 1, maxn: 20, architecture: 1 }],
])('%s %o takes the memory that was said', (id, given) => {
  const model = modelById(id);
  const options = checkOptions(model, given);
  const placed = model.family!.place(model.family!.prepare(corpus, options)).memory.buffer.byteLength;
  const said = memoryBytes(corpus, id, options) - corpus.ids.byteLength;
  // Sentence bounds, scratch and whole pages come on top.
  expect(placed).toBeGreaterThanOrEqual(said);
  expect(placed - said).toBeLessThan(corpus.sentences.byteLength + 2 * 65_536);
});
